"""Sums over the lines of each page."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bbclf.arrays import Floats, Ints, page_sums, ratio

__all__ = ["PageTotals", "page_totals"]


class PageTotals(NamedTuple):
    """Sums over the lines of each page, each of float64 and shape (n_pages,)."""

    lines: Floats
    chars: Floats
    squared_chars: Floats
    words: Floats
    prose: Floats

    @property
    def prose_chars(self) -> Floats:
        """Characters of the line that a page's mean character is in: long where there is prose, shape (n_pages,)."""
        return ratio(self.squared_chars, self.chars)


def page_totals(n_chars: Floats, n_words: Floats, prose: Floats, page_starts: Ints) -> PageTotals:
    """Sum the lines of each page.

    Parameters
    ----------
    n_chars, n_words, prose : ndarray of float64, shape (n_lines,)
    page_starts : ndarray of int64, shape (n_pages + 1,)

    Returns
    -------
    PageTotals
    """
    summed = np.array([n_chars, n_chars**2, n_words, prose])
    return PageTotals(np.diff(page_starts).astype(np.float64), *page_sums(summed, page_starts))
