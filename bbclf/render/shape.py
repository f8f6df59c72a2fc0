"""How the lines of an HTML page stand to each other: blank lines between them, rows of tables.

As in browsers' ``innerText``: paragraphs, headings, lists, tables and other blocks with margins are separated by
a blank line, cells of a row by a tab. In addition, parts of a page such as ``<section>`` are separated by a blank line.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.html import TAGS, Markup

__all__ = ["Rows", "blank_lines", "tabular_rows"]

_WITH_MARGINS = (
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dir", "menu", "table", "blockquote", "pre", "listing",
    "xmp", "figure", "nav", "header", "footer", "aside", "main", "article", "section", "form", "fieldset", "details",
    "dialog", "address",
)  # fmt: skip
_MARGINS = frozenset(TAGS[name] for name in _WITH_MARGINS)
_LISTS = frozenset(TAGS[name] for name in ("ul", "ol", "dl", "dir", "menu"))
_ITEMS = frozenset(TAGS[name] for name in ("li", "dt", "dd", "td", "th", "caption"))
_ROW, _TABLE = TAGS["tr"], TAGS["table"]
_CELLS = frozenset((TAGS["td"], TAGS["th"]))

MAX_CELL_LINES = 3
"""Lines of a cell, separated by ``<br>``, that are written on the line of their row. Not tuned."""


def blank_lines(markup: Markup) -> NDArray[np.int32]:
    """Blank lines before each line of a page, as a reader expects them.

    Parameters
    ----------
    markup : Markup

    Returns
    -------
    ndarray of int32, shape (n_lines,)
        One between two lines if a block with margins holds one of them and not the other. Lists in lists have no
        margins, nor has what is in an item or cell of one line. Between lines of one block, what the page gives.
    """
    element, first_line, parent = markup.element, markup.first_line, markup.parent
    blank = np.zeros(len(element), dtype=np.int32)
    if len(element) < 2:
        return blank
    n_margins = _margins_around(markup)
    before = np.arange(len(element) - 1)
    common = element[1:].copy()  # the innermost block that holds a line and the one before it
    while (apart := (common >= 0) & (first_line[common] > before)).any():
        common[apart] = parent[common[apart]]
    n_common = np.where(common >= 0, n_margins[common], 0)
    blank[1:] = (n_margins[element[1:]] > n_common) | (n_margins[element[:-1]] > n_common)
    for line, n_blank in markup.blank_before.items():
        if line and element[line] == element[line - 1]:
            blank[line] = n_blank
    return blank


def _margins_around(markup: Markup) -> NDArray[np.int32]:
    """How many blocks with margins each element is in, itself included; shape (n_elements,)."""
    counts: list[int] = []
    in_list: list[bool] = []
    in_short_item: list[bool] = []
    n_lines = (markup.end_line - markup.first_line).tolist()
    for number, (tag, parent) in enumerate(zip(markup.tag.tolist(), markup.parent.tolist(), strict=True)):
        count, listed, short = 0, False, False
        if parent >= 0:
            count, listed, short = counts[parent], in_list[parent], in_short_item[parent]
        if tag in _ITEMS:
            short = n_lines[number] == 1
        counts.append(count + (tag in _MARGINS and not short and not (listed and tag in _LISTS)))
        in_list.append(listed or tag in _LISTS)
        in_short_item.append(short)
    return np.array(counts, dtype=np.int32)


class Rows:
    """The rows of tables that are written on one line each.

    Attributes
    ----------
    row, cell : dict of int to int
        Of the lines in such rows: the elements of their row and their cell.
    """

    def __init__(self, row: dict[int, int], cell: dict[int, int]) -> None:
        self.row = row
        self.cell = cell

    def separator(self, before: int, line: int) -> str | None:
        """What stands between two lines of one row: a tab, or a space if their cell is the same; None in all others."""
        row = self.row.get(line)
        if row is None or self.row.get(before) != row:
            return None
        return " " if self.cell[before] == self.cell[line] else "\t"


def tabular_rows(markup: Markup) -> Rows:
    """Find the rows of tables of which each cell can be written on one line.

    A cell can if it holds one line, or up to :data:`MAX_CELL_LINES` lines of one block: those of other cells are text
    that a page has put into a table for the sake of its layout. Neither may hold a table.
    """
    tags = markup.tag.tolist()
    if _ROW not in tags:
        return Rows({}, {})
    row_of: list[int] = []
    cell_of: list[int] = []
    layout: set[int] = set()
    for number, (tag, parent) in enumerate(zip(tags, markup.parent.tolist(), strict=True)):
        row, cell = (row_of[parent], cell_of[parent]) if parent >= 0 else (-1, -1)
        if tag == _TABLE:
            layout.add(row)
            row = cell = -1
        elif tag == _ROW:
            row, cell = number, -1
        elif tag in _CELLS:
            cell = number
        row_of.append(row)
        cell_of.append(cell)
    lines_of_cell: dict[int, list[int]] = {}
    elements = markup.element.tolist()
    for line, element in enumerate(elements):
        if row_of[element] >= 0 and cell_of[element] >= 0:
            lines_of_cell.setdefault(cell_of[element], []).append(line)
    for cell, lines in lines_of_cell.items():
        if len(lines) > 1 and (len(lines) > MAX_CELL_LINES or len({elements[line] for line in lines}) > 1):
            layout.add(row_of[cell])
    cells = {line: cell for cell, lines in lines_of_cell.items() if row_of[cell] not in layout for line in lines}
    return Rows({line: row_of[cell] for line, cell in cells.items()}, cells)
