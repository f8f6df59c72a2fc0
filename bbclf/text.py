"""Text to lines: the one definition of a line, with character offsets."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["LINE_TERMINATORS", "TextLines", "split_lines"]

LINE_TERMINATORS = "\n\r\x0b\x0c\x85\u2028\u2029"
"""Characters that end a line (Unicode's mandatory breaks, UAX #14); ``\\r\\n`` counts as one end."""

_TERMINATOR = re.compile(f"(\r\n|[{LINE_TERMINATORS}])")


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
    lines: list[str] = []
    starts: list[int] = []
    gaps: list[int] = []
    start = 0
    gap = 0
    pieces = _TERMINATOR.split(text)
    pieces.append("")  # the last line has no terminator: pair it with an empty one
    for line, terminator in zip(pieces[::2], pieces[1::2], strict=True):
        stripped = line.strip()
        if stripped:
            lines.append(stripped)
            starts.append(start + (len(line) - len(line.lstrip()) if stripped != line else 0))
            gaps.append(gap)
            gap = 0
        else:
            gap += 1
        start += len(line) + len(terminator)
    return TextLines(lines, np.array(starts, dtype=np.int64), np.array(gaps, dtype=np.int32))
