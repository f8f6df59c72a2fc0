"""From probabilities to a threshold for each page.

A view has one threshold. On some pages, above all product lists, nearly every line is above it although many are likely
to be content: the model is unsure there, the page is not empty. Such a page gets the threshold with the highest
expected word F1 under its own probabilities (Lipton, Elkan, Naryanaswamy 2014).

Nearly every line of a leftover is content, and the threshold of its view is high: losing a paragraph is worse than
keeping a call to follow. Losing a few words does little harm, so lines that are likely boilerplate, but below the
threshold, are removed too as long as they are a small part of the page.

To favor precision or recall is to take another threshold of the view, chosen by F0.5 or F2. The rules follow: the same
measure is expected on a page of HTML or text, and with recall no line of a leftover is removed below the threshold.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from bbclf.steering import Favor
from bbclf.view import View

__all__ = [
    "BETA", "LIKELY", "LIKELY_SHARE", "MIN_GAIN", "expected_f_threshold", "leftover_threshold", "page_thresholds",
]  # fmt: skip

BETA: dict[Favor | None, float] = {None: 1.0, "precision": 0.5, "recall": 2.0}
"""Of the F measure that thresholds are chosen by: how many times as much as precision recall counts (van Rijsbergen
1979). 0.5 and 2 are the two values that the field reports besides 1."""

MIN_GAIN = 0.05
"""Expected word F1 that a page's own threshold must gain. Of 0, .01, .02, .03, .05, .08 and .2 it was the best for
HTML, and for text within .002 of the best (training/EXPERIMENTS.md, below row 86)."""

LIKELY = 0.7
"""Lowest probability of boilerplate at which a line of a leftover may be removed below the view's threshold."""

LIKELY_SHARE = 0.03
"""Largest share of a leftover's words in such lines together; within .02 to .06, which were tried with
:data:`LIKELY` of .60 and .70 (training/EXPERIMENTS.md, rows 53 and 88)."""


def expected_f_threshold(
    p_boilerplate: NDArray[np.float32], n_words: NDArray[np.float64], threshold: float, beta: float = 1.0
) -> float:
    """The threshold of one page of HTML or text.

    Parameters
    ----------
    p_boilerplate : ndarray of float32, shape (n_lines,)
    n_words : ndarray of float64, shape (n_lines,)
    threshold : float
        Of the view.
    beta : float
        Of the F measure, see :data:`BETA`.

    Returns
    -------
    float
        `threshold`, unless the expected word F measure of another one is higher by at least :data:`MIN_GAIN`.
    """
    if not len(p_boilerplate):
        return threshold
    order = np.argsort(p_boilerplate, kind="stable")
    p = p_boilerplate[order].astype(np.float64)
    content = np.cumsum((1 - p) * n_words[order])
    weight = beta**2
    expected_f = (1 + weight) * content / np.maximum(np.cumsum(n_words[order]) + weight * content[-1], 1e-9)
    best = int(np.argmax(expected_f))
    n_kept = int(np.searchsorted(p, threshold))
    now = expected_f[n_kept - 1] if n_kept else 0.0
    if expected_f[best] - now < MIN_GAIN:
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
    favor: Favor | None = None,
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
    favor : {"precision", "recall"}, optional
        Named as `threshold` was chosen.

    Returns
    -------
    ndarray of float64, shape (n_pages,)
    """
    if view == "leftover" and favor == "recall":
        return np.full(len(page_starts) - 1, threshold)
    page_threshold = leftover_threshold if view == "leftover" else partial(expected_f_threshold, beta=BETA[favor])
    borders = zip(page_starts[:-1].tolist(), page_starts[1:].tolist(), strict=True)
    return np.array(
        [page_threshold(p_boilerplate[first:end], n_words[first:end], threshold) for first, end in borders],
        dtype=np.float64,
    )
