"""Where tokens, and pairs of tokens, occur on a page: what is said twice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, Ints, ascending, grouped
from bbclf.tokens import mix

__all__ = ["Occurrences", "count_equal", "find_occurrences", "page_salts"]


class Occurrences(NamedTuple):
    """Where the tokens, or the pairs of tokens, of a batch occur.

    Attributes
    ----------
    key : ndarray of uint64, shape (n_distinct,)
        Distinct keys, ascending. Each is of one page.
    times : ndarray of int64, shape (n_distinct,)
        How often each occurs.
    first_line, last_line : ndarray of int64, shape (n_distinct,)
    line, number : ndarray of int64, shape (n_occurrences,)
        Line of each occurrence, and which of the distinct keys it is.
    """

    key: NDArray[np.uint64]
    times: Ints
    first_line: Ints
    last_line: Ints
    line: Ints
    number: Ints

    def of_lines(self, n_lines: int, wanted: NDArray[np.bool_] | None = None) -> Floats:
        """Occurrences in each line, of all keys or of those wanted (shape (n_distinct,)); shape (n_lines,)."""
        weights = None if wanted is None else wanted[self.number]
        return np.bincount(self.line, weights=weights, minlength=n_lines).astype(np.float64)


def find_occurrences(keys: NDArray[np.uint64], lines: Ints) -> Occurrences:
    """Find equal keys.

    Parameters
    ----------
    keys : ndarray of uint64, shape (n_occurrences,)
    lines : ndarray of int64, shape (n_occurrences,)
        Ascending.

    Returns
    -------
    Occurrences
    """
    order = ascending(keys)
    sorted_keys, sorted_lines = keys[order], lines[order]
    is_first = np.ones(len(keys), dtype=np.bool_)
    is_first[1:] = sorted_keys[1:] != sorted_keys[:-1]
    first = np.flatnonzero(is_first)
    times = np.append(first[1:], len(keys)) - first
    number = np.empty(len(keys), dtype=np.int64)
    number[order] = np.cumsum(is_first) - 1
    return Occurrences(sorted_keys[first], times, sorted_lines[first], sorted_lines[first + times - 1], lines, number)


def count_equal(keys: NDArray[np.uint64]) -> Floats:
    """How many keys are equal to each, itself included, shape (n_keys,)."""
    groups = grouped(keys)
    return np.bincount(groups)[groups].astype(np.float64)


def page_salts(n_pages: int) -> NDArray[np.uint64]:
    """A number for each page, to be added to its hashes so that no other page has the same, shape (n_pages,)."""
    # Far from the small numbers that the hashes of shapes are mixed from, so that no sum of the two is another.
    return mix(np.arange(n_pages, dtype=np.uint64) + np.uint64(1 << 40))
