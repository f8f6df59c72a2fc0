"""Text to lines: the one definition of a line, with character offsets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["LINE_TERMINATORS", "TextLines", "count_line_ends", "physical_lines", "split_lines"]

LINE_TERMINATORS = "\n\r\x0b\x0c\x85\u2028\u2029"
"""Characters that end a line (Unicode's mandatory breaks, UAX #14); ``\\r\\n`` counts as one end."""


class TextLines(NamedTuple):
    """The lines of a text, in order.

    Attributes
    ----------
    lines : list of str
        Stripped of Unicode white space, never empty.
    starts : ndarray of int64, shape (n_lines,)
        ``text[starts[i] : starts[i] + len(lines[i])] == lines[i]``.
    gaps : ndarray of int32, shape (n_lines,)
        Blank lines between this line and the one before it (or the start of the text).
    """

    lines: list[str]
    starts: NDArray[np.int64]
    gaps: NDArray[np.int32]


def count_line_ends(text: str) -> int:
    """How many lines of a text end, blank ones too; ``\\r\\n`` counts as one end."""
    return sum(map(text.count, LINE_TERMINATORS)) - text.count("\r\n")


def physical_lines(text: str) -> list[str]:
    """The lines of a text as they stand in it, blank ones too, with their ends: joined, they are the text."""
    # str.splitlines ends lines at these too, which to us are white space like any other.
    masked = text.replace("\x1c", " ").replace("\x1d", " ").replace("\x1e", " ")
    pieces = masked.splitlines(keepends=True)
    if masked == text:
        return pieces
    ends = np.cumsum(_lengths(pieces))
    return [text[end - len(piece) : end] for piece, end in zip(pieces, ends.tolist(), strict=True)]


def split_lines(text: str) -> TextLines:
    """Split a text into its visual lines.

    A line ends at any of :data:`LINE_TERMINATORS`. It is stripped of Unicode white space (``str.strip``);
    one that is then empty is not a line but a gap before the next. No other character is special: byte-order
    marks, NULs, lone surrogates and bidi controls stay in their line.

    Parameters
    ----------
    text : str

    Returns
    -------
    TextLines
    """
    pieces = physical_lines(text)
    ends = np.cumsum(_lengths(pieces))
    stripped = [piece.strip() for piece in pieces]
    filled = np.flatnonzero(_lengths(stripped))
    # From the first character that is not white space to the end of its piece.
    reach = _lengths([piece.lstrip() for piece in pieces])
    gaps = np.diff(filled, prepend=-1) - 1
    return TextLines(list(filter(None, stripped)), (ends - reach)[filled], gaps.astype(np.int32))


def _lengths(strings: list[str]) -> NDArray[np.int64]:
    return np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
