"""Pages labelled by hand."""

from __future__ import annotations

import numpy as np

from bbclf.page import LabelledPage, Page

__all__ = ["labelled", "without"]


def labelled(page: Page, *p: float) -> LabelledPage:
    return LabelledPage(page, np.array(p, dtype=np.float32), threshold=0.5)


def without(boilerplate: str, html: str) -> LabelledPage:
    """A page of which the lines that hold a character are boilerplate."""
    page = Page.from_html(html)
    return labelled(page, *(0.9 if boilerplate in line else 0.1 for line in page.lines))
