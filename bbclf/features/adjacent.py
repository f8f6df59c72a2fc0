"""Punctuation marks whose meaning depends on the characters beside them: the dot of a sentence, the @ of an address."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, Ints
from bbclf.chars import CLASS_OF, group
from bbclf.tokens import CharBatch

__all__ = ["AdjacentMarks", "adjacent_marks"]

_MARKS = group("dot", "colon", "at", "hash", "less", "ampersand", "open_square", "close_square")


@dataclass(frozen=True, slots=True, eq=False)
class AdjacentMarks:
    """Marks of all lines, in order, and the characters beside them.

    Attributes
    ----------
    mark, before, after : ndarray of uint8, shape (n_marks,)
        Character classes of each mark, of the character before it and of the one after it; a line begins and ends
        with a newline.
    code_after : ndarray of uint32, shape (n_marks,)
        Lower-case code point of the character after it.
    line : ndarray of int64, shape (n_marks,)
    n_lines : int
    """

    mark: NDArray[np.uint8]
    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    code_after: NDArray[np.uint32]
    line: Ints
    n_lines: int

    def count(self, name: str, wanted: NDArray[np.bool_]) -> Floats:
        """Marks of one class in each line, of those that are wanted (shape (n_marks,)); shape (n_lines,)."""
        found = self.line[(self.mark == CLASS_OF[name]) & wanted]
        return np.bincount(found, minlength=self.n_lines).astype(np.float64)


def adjacent_marks(chars: CharBatch) -> AdjacentMarks:
    """Find the marks of lines.

    Parameters
    ----------
    chars : CharBatch

    Returns
    -------
    AdjacentMarks
    """
    # Few characters are such marks: only their neighbours are read. The last character is a newline, hence none.
    at = np.flatnonzero(_MARKS.take(chars.classes))
    before = chars.classes[np.maximum(at - 1, 0)]
    before[at == 0] = CLASS_OF["newline"]
    return AdjacentMarks(
        mark=chars.classes[at],
        before=before,
        after=chars.classes[at + 1],
        code_after=chars.codes[at + 1],
        line=chars.lines_of(at),
        n_lines=len(chars.line_starts) - 1,
    )
