"""Tables as the pipe tables of GitHub's Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bbclf.html.outline import CELLS, Block, Run, span
from bbclf.render.outline import runs_of

__all__ = ["pipe_table"]

MAX_CELL_LINES = 8
"""A cell of more lines holds a part of the page: the table is there for its layout. Not tuned."""

MAX_COLUMNS = 100
"""A wider table is written as paragraphs. Not tuned."""

_PARTS = frozenset(("thead", "tbody", "tfoot"))


def pipe_table(table: Block, text_of: Callable[[Block], str]) -> list[str] | None:
    """A table as lines of Markdown; its first row is the head.

    Parameters
    ----------
    table : Block
    text_of : callable
        The Markdown of a cell, on one line.

    Returns
    -------
    list of str or None
        None if it is no table but a layout (one column; tables, code or much text in a cell), or too wide.
    """
    if not _holds_rows_only(table):
        return None
    rows = [list(_cells(row)) for row in _rows(table)]
    cells = [cell for row in rows for cell in row]
    if max(map(len, rows), default=0) < 2 or not all(map(_is_simple, cells)):
        return None
    grid = _grid(rows, text_of)
    if grid is None:
        return None
    n_columns = max(map(len, grid))
    padded = [row + [""] * (n_columns - len(row)) for row in grid]
    head, *body = (f"| {' | '.join(row)} |" for row in padded)
    return [head, f"|{' --- |' * n_columns}", *body]


def _rows(table: Block) -> Iterator[Block]:
    for child in table.children:
        if isinstance(child, Block):
            if child.tag == "tr":
                yield child
            elif child.tag in _PARTS:
                yield from _rows(child)


def _cells(row: Block) -> Iterator[Block]:
    return (child for child in row.children if isinstance(child, Block))


def _holds_rows_only(table: Block) -> bool:
    """Whether nothing would be lost."""
    for child in table.children:
        if isinstance(child, Run) or child.tag not in (*_PARTS, "tr", "caption"):
            return False
        if child.tag in _PARTS and not _holds_rows_only(child):
            return False
        if child.tag == "tr" and not all(isinstance(cell, Block) and cell.tag in CELLS for cell in child.children):
            return False
    return True


def _is_simple(cell: Block) -> bool:
    return len({run.line for run in runs_of(cell)}) <= MAX_CELL_LINES and not _holds(cell, ("table", "pre"))


def _holds(block: Block, tags: tuple[str, ...]) -> bool:
    inner = (child for child in block.children if isinstance(child, Block))
    return any(child.tag in tags or _holds(child, tags) for child in inner)


def _grid(rows: list[list[Block]], text_of: Callable[[Block], str]) -> list[list[str]] | None:
    """The text of each cell in its column, empty where a cell reaches over from the left or from above.

    None if there are more than :data:`MAX_COLUMNS`.
    """
    grid: list[list[str]] = []
    open_rows: dict[int, int] = {}  # column -> rows that a cell above still takes
    for row in rows:
        texts: list[str] = []
        for cell in row:
            texts += [""] * min(cell.n_empty_before, MAX_COLUMNS)
            while open_rows.get(len(texts), 0) > 0:
                open_rows[len(texts)] -= 1
                texts.append("")
            n_columns, n_rows = span(cell.attributes.get("colspan")), span(cell.attributes.get("rowspan"))
            if len(texts) + n_columns > MAX_COLUMNS:
                return None
            if n_rows > 1:
                open_rows |= dict.fromkeys(range(len(texts), len(texts) + n_columns), n_rows - 1)
            texts += [text_of(cell).replace("|", "\\|"), *[""] * (n_columns - 1)]
        grid.append(texts)
    return grid
