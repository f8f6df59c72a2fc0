"""Pages labelled by hand."""

from __future__ import annotations

import numpy as np

from bbclf.page import LabelledPage, Page

__all__ = ["labelled"]


def labelled(page: Page, *p: float) -> LabelledPage:
    return LabelledPage(page, np.array(p, dtype=np.float32), threshold=0.5)
