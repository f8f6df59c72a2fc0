"""Lines of a page as Markdown and as HTML."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.html.outline import Block, read_outline
from bbclf.page import Page
from bbclf.render.html import outline_html, text_html
from bbclf.render.inline import InlineStyle
from bbclf.render.markdown import outline_markdown
from bbclf.render.outline import kept_outline
from bbclf.render.text import kept_text

__all__ = ["page_html", "page_markdown"]


def page_markdown(page: Page, keep: NDArray[np.bool_], style: InlineStyle) -> str:
    """Some lines of a page as Markdown; see :meth:`bbclf.page.LabelledPage.markdown`.

    Parameters
    ----------
    page : Page
    keep : ndarray of bool, shape (n_lines,)
    style : InlineStyle
    """
    if page.markup is None or page.source is None:
        return kept_text(page, keep)
    outline = _outline(page.source, keep)
    return "" if outline is None else outline_markdown(outline, style, page.markup.blank_before)


def page_html(page: Page, keep: NDArray[np.bool_]) -> str:
    """Some lines of a page as HTML; see :meth:`bbclf.page.LabelledPage.html`.

    Parameters
    ----------
    page : Page
    keep : ndarray of bool, shape (n_lines,)
    """
    if page.markup is None or page.source is None:
        return text_html(kept_text(page, keep))
    outline = _outline(page.source, keep)
    return "" if outline is None else outline_html(outline, page.markup.blank_before)


def _outline(source: str | bytes, keep: NDArray[np.bool_]) -> Block | None:
    return kept_outline(read_outline(source), keep.tolist())
