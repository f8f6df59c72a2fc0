"""From probabilities to a threshold for each page.

A view has one threshold. On some pages, shops' lists above all, hardly a line stays below it though much is likely
to be content: there the model is unsure, not the page empty. Such a page gets the threshold that maximises the word
F1 its own probabilities lead one to expect (Lipton, Elkan, Naryanaswamy 2014).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["MIN_GAIN", "page_threshold", "page_thresholds"]

MIN_GAIN = 0.05
"""Expected word F1 that another threshold must add. Of 0 (every page its own), .05, .1 and never, .05 came
within .001 of the best on WCXB and left other sources alone; training/EXPERIMENTS.md has the figures."""


def page_threshold(p_boilerplate: NDArray[np.float32], n_words: NDArray[np.float64], threshold: float) -> float:
    """The threshold of one page.

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


def page_thresholds(
    p_boilerplate: NDArray[np.float32],
    n_words: NDArray[np.float64],
    page_starts: NDArray[np.int64],
    threshold: float,
) -> NDArray[np.float64]:
    """The thresholds of several pages.

    Parameters
    ----------
    p_boilerplate : ndarray of float32, shape (n_lines,)
    n_words : ndarray of float64, shape (n_lines,)
    page_starts : ndarray of int64, shape (n_pages + 1,)
    threshold : float
        Of the view.

    Returns
    -------
    ndarray of float64, shape (n_pages,)
    """
    borders = zip(page_starts[:-1].tolist(), page_starts[1:].tolist(), strict=True)
    return np.array(
        [page_threshold(p_boilerplate[first:end], n_words[first:end], threshold) for first, end in borders],
        dtype=np.float64,
    )
