"""The one writer of Markdown tables, and of numbers as this project shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["markdown_table", "points"]


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]], n_text: int = 1) -> str:
    """Cells as a Markdown table.

    Parameters
    ----------
    header : sequence of str
    rows : iterable of sequence of str
        Each as long as `header`.
    n_text : int
        How many columns, from the first, hold text and are aligned left; the others hold numbers, aligned right.

    Returns
    -------
    str
        Ends with a newline.

    Raises
    ------
    ValueError
        A row is shorter or longer than the header.
    """
    rule = ["---"] * n_text + ["---:"] * (len(header) - n_text)
    lines = [list(header), rule, *map(list, rows)]
    for line in lines:
        if len(line) != len(header):
            raise ValueError(f"expected {len(header)} cells ({', '.join(header)}), got {len(line)}: {line}")
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def points(value: float, n_digits: int = 3) -> str:
    """A share of 1 without its leading zero, as scores are printed: ``.901``."""
    return f"{value:.{n_digits}f}".removeprefix("0")
