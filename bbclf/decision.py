"""From probabilities to a threshold for each page.

A view has one threshold. On some pages, shops' lists above all, hardly a line stays below it though much is likely
to be content: there the model is unsure, not the page empty. Such a page gets the threshold that maximises the word
F1 its own probabilities lead one to expect (Lipton, Elkan, Naryanaswamy 2014).

A leftover is content nearly everywhere, and its view's threshold is high: to lose a paragraph is worse than to keep a
call to follow. But a few words can do little harm: lines that are only likely to be boilerplate go too, as long as
they are a small part of the page.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.view import View

__all__ = [
    "LIKELY", "LIKELY_SHARE", "MIN_GAIN", "expected_f1_threshold", "leftover_threshold", "page_thresholds",
]  # fmt: skip

MIN_GAIN = 0.05
"""Expected word F1 that another threshold must add. Of 0 (every page its own), .01, .02, .03, .05, .08 and .2 it was
best for HTML, and for text within .002 of the best (training/EXPERIMENTS.md, below row 86)."""

LIKELY = 0.7
"""Probability of boilerplate from which a line of a leftover may go below the view's threshold."""

LIKELY_SHARE = 0.03
"""Of a leftover's words, what such lines may hold together; the middle of .02 to .06, which were tried with
:data:`LIKELY` of .60 and .70 (training/EXPERIMENTS.md, rows 53 and 88)."""


def expected_f1_threshold(p_boilerplate: NDArray[np.float32], n_words: NDArray[np.float64], threshold: float) -> float:
    """The threshold of one page of HTML or text.

    Parameters
    ----------
    p_boilerplate : ndarray of float32, shape (n_lines,)
    n_words : ndarray of float64, shape (n_lines,)
    threshold : float
        Of the view.

    Returns
    -------
    float
        `threshold`, unless another one is expected to add :data:`MIN_GAIN` to the page's word F1.
    """
    if not len(p_boilerplate):
        return threshold
    order = np.argsort(p_boilerplate, kind="stable")
    p = p_boilerplate[order].astype(np.float64)
    content = np.cumsum((1 - p) * n_words[order])
    expected_f1 = 2 * content / np.maximum(np.cumsum(n_words[order]) + content[-1], 1e-9)
    best = int(np.argmax(expected_f1))
    n_kept = int(np.searchsorted(p, threshold))
    now = expected_f1[n_kept - 1] if n_kept else 0.0
    if expected_f1[best] - now < MIN_GAIN:
        return threshold
    return float(np.nextafter(p_boilerplate[order[best]], np.float32(2)))


def leftover_threshold(p_boilerplate: NDArray[np.float32], n_words: NDArray[np.float64], threshold: float) -> float:
    """The threshold of one leftover.

    Parameters
    ----------
    p_boilerplate : ndarray of float32, shape (n_lines,)
    n_words : ndarray of float64, shape (n_lines,)
    threshold : float
        Of the view.

    Returns
    -------
    float
        The lowest one, from :data:`LIKELY` up, that drops no more than :data:`LIKELY_SHARE` of the page's words
        besides those that `threshold` drops; `threshold` where there is none.
    """
    likely = np.flatnonzero((p_boilerplate >= LIKELY) & (p_boilerplate < threshold))
    levels, level = np.unique(p_boilerplate[likely], return_inverse=True)
    words_from = np.cumsum(np.bincount(level, weights=n_words[likely], minlength=len(levels))[::-1])[::-1]
    allowed = levels[words_from <= LIKELY_SHARE * n_words.sum()]
    return float(allowed[0]) if len(allowed) else threshold


def page_thresholds(
    p_boilerplate: NDArray[np.float32],
    n_words: NDArray[np.float64],
    page_starts: NDArray[np.int64],
    threshold: float,
    view: View,
) -> NDArray[np.float64]:
    """The thresholds of several pages of one view.

    Parameters
    ----------
    p_boilerplate : ndarray of float32, shape (n_lines,)
    n_words : ndarray of float64, shape (n_lines,)
    page_starts : ndarray of int64, shape (n_pages + 1,)
    threshold : float
        Of the view.
    view : {"html", "text", "leftover"}

    Returns
    -------
    ndarray of float64, shape (n_pages,)
    """
    page_threshold = leftover_threshold if view == "leftover" else expected_f1_threshold
    borders = zip(page_starts[:-1].tolist(), page_starts[1:].tolist(), strict=True)
    return np.array(
        [page_threshold(p_boilerplate[first:end], n_words[first:end], threshold) for first, end in borders],
        dtype=np.float64,
    )
