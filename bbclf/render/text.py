"""The kept text of a labelled page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bbclf.render.constructs import keep_constructs_whole
from bbclf.render.shape import blank_lines, tabular_rows
from bbclf.render.source import read_source, with_lines
from bbclf.strip import strip_markup

if TYPE_CHECKING:
    from bbclf.page import Page

__all__ = ["kept_text"]

TAB = 4
"""Columns of a tab in Markdown."""


def kept_text(page: Page, keep: NDArray[np.bool_], strip: bool = False) -> str:
    """The text of some lines of a page, in its shape.

    Parameters
    ----------
    page : Page
    keep : ndarray of bool, shape (n_lines,)
    strip : bool
        Without the residue of markup inside the lines; those of which :func:`bbclf.strip.strip_markup` leaves nothing
        are left out.

    Returns
    -------
    str
        Of a page of text: the given text without the other lines, see :func:`bbclf.render.source.with_lines`. Of HTML:
        see :mod:`bbclf.render.shape`; where lines are left out, the longest of the gaps around them stays.
    """
    if page.view == "html":
        return _html_text(page, keep, strip)
    source = read_source(page)
    indents = [len(line.indent.expandtabs(TAB)) for line in source.lines]
    keep = keep_constructs_whole(page.lines, page.gaps.tolist(), indents, keep)
    kept = [line if wanted else None for line, wanted in zip(page.lines, keep.tolist(), strict=True)]
    if strip:
        kept = [line and (strip_markup(line) or None) for line in kept]
    return with_lines(source, kept)


def _html_text(page: Page, keep: NDArray[np.bool_], strip: bool) -> str:
    if page.markup is None:
        return "\n".join(line for line, wanted in zip(page.lines, keep.tolist(), strict=True) if wanted)
    blank, rows, indents = blank_lines(page.markup).tolist(), tabular_rows(page.markup), page.markup.indents
    pieces: list[str] = []
    last, n_blank = -1, 0
    for i, (line, wanted) in enumerate(zip(page.lines, keep.tolist(), strict=True)):
        n_blank = max(n_blank, blank[i])
        if not wanted or (strip and not (line := strip_markup(line))):
            continue
        if pieces:
            pieces.append(rows.separator(last, i) or "\n" * (n_blank + 1))
        pieces += (indents.get(i, ""), line)
        last, n_blank = i, 0
    return "".join(pieces)
