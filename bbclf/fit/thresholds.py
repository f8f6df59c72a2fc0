"""The probability from which a line is boilerplate, chosen on out-of-fold probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import group_sums
from bbclf.decision import BETA, page_thresholds
from bbclf.fit.lines import Lines
from bbclf.metrics import HARM
from bbclf.steering import Favor
from bbclf.view import View

__all__ = ["choose_favored_threshold", "choose_threshold", "judging_pages", "page_scores"]

CANDIDATES = np.round(np.arange(0.30, 0.96, 0.01), 2)
"""Thresholds that are tried."""

FAVORED_CANDIDATES = np.round(np.arange(0.05, 1.0, 0.01), 2)
"""Thresholds that are tried for precision or recall."""

MIN_LABELLED = 0.5
"""Share of its words that a page needs in labelled lines to have a say: where most lines have no label, keeping them
costs nothing, and every page of that kind speaks for a high threshold."""


def page_scores(
    is_boilerplate: NDArray[np.bool_], lines: Lines, n_words: NDArray[np.float64], beta: float = 1.0
) -> NDArray[np.float64]:
    """Word F measure of each page by its line labels.

    Parameters
    ----------
    is_boilerplate : ndarray of bool, shape (n_lines,)
        Predicted.
    lines : Lines
        True labels; lines of weight 0 are left out.
    n_words : ndarray of float64, shape (n_lines,)
    beta : float
        1 gives F1; see :data:`bbclf.decision.BETA`.

    Returns
    -------
    ndarray of float64, shape (n_pages,)
        NaN for a page without content.
    """
    n_pages = len(lines.starts) - 1
    words = n_words * (lines.weight > 0)

    def page_sum(chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        return group_sums(lines.page, words * chosen, n_pages)

    content = page_sum(~lines.is_boilerplate)
    hits = page_sum(~is_boilerplate & ~lines.is_boilerplate)
    both = page_sum(~is_boilerplate) + beta**2 * content
    scores: NDArray[np.float64] = np.divide((1 + beta**2) * hits, both, out=np.full(n_pages, np.nan), where=content > 0)
    return scores


def judging_pages(lines: Lines, n_words: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which pages have a say in thresholds: those with content, and with enough of their words in labelled lines.

    Parameters
    ----------
    lines : Lines
    n_words : ndarray of float64, shape (n_lines,)

    Returns
    -------
    ndarray of bool, shape (n_pages,)
    """
    n_pages = len(lines.starts) - 1
    labelled = n_words * (lines.weight > 0)
    content = group_sums(lines.page, labelled * ~lines.is_boilerplate, n_pages)
    enough = group_sums(lines.page, labelled, n_pages) >= MIN_LABELLED * group_sums(lines.page, n_words, n_pages)
    return np.asarray((content > 0) & enough)


def choose_threshold(
    p_boilerplate: NDArray[np.float32],
    lines: Lines,
    n_words: NDArray[np.float64],
    weights: NDArray[np.float64],
    view: View,
    max_harm: float = 1.0,
) -> float:
    """The threshold of a view: the one of :data:`CANDIDATES` with the best mean word F1 of its pages.

    Pages with less than :data:`MIN_LABELLED` of their words in labelled lines do not count.

    Parameters
    ----------
    p_boilerplate : ndarray of float32, shape (n_lines,)
        Out-of-fold.
    lines : Lines
    n_words : ndarray of float64, shape (n_lines,)
    weights : ndarray of float64, shape (n_pages,)
        Of each page in the mean.
    view : {"html", "text", "leftover"}
        Each page gets its own threshold, as in prediction (:mod:`bbclf.decision`).
    max_harm : float
        Share of pages, 0 to 1, that may lose more than :data:`bbclf.metrics.HARM` against keeping every line.
        Thresholds that harm more pages are not chosen; if all do, one of those that harm the fewest is.

    Returns
    -------
    float
        0.5 if no page has content.
    """
    before = page_scores(np.zeros(len(p_boilerplate), dtype=np.bool_), lines, n_words)
    judged = judging_pages(lines, n_words)
    if not judged.any():
        return 0.5
    means, harms = [], []
    for threshold in CANDIDATES:
        of_page = page_thresholds(p_boilerplate, n_words, lines.starts, threshold, view)
        after = page_scores(p_boilerplate >= of_page[lines.page], lines, n_words)
        means.append(np.average(after[judged], weights=weights[judged]))
        harms.append(np.mean(after[judged] < before[judged] - HARM))
    allowed = np.array(harms) <= max(max_harm, min(harms))
    return float(CANDIDATES[np.argmax(np.where(allowed, means, -1.0))])


def choose_favored_threshold(
    p_boilerplate: NDArray[np.float32],
    lines: Lines,
    n_words: NDArray[np.float64],
    weights: NDArray[np.float64],
    view: View,
    favor: Favor,
    threshold: float,
) -> float:
    """The threshold of a view that favors precision or recall: the best mean word F0.5, or F2, of its pages.

    Parameters
    ----------
    p_boilerplate, lines, n_words, weights, view
        As for :func:`choose_threshold`.
    favor : {"precision", "recall"}
    threshold : float
        Of the view: precision is not favored by a higher one, nor recall by a lower one.

    Returns
    -------
    float
        `threshold` if no page has content.
    """
    beta = BETA[favor]
    judged = judging_pages(lines, n_words)
    if not judged.any():
        return threshold
    on_side = threshold >= FAVORED_CANDIDATES if favor == "precision" else threshold <= FAVORED_CANDIDATES
    best, best_mean = threshold, -1.0
    for candidate in FAVORED_CANDIDATES[on_side].tolist():
        of_page = page_thresholds(p_boilerplate, n_words, lines.starts, candidate, view, favor)
        scores = page_scores(p_boilerplate >= of_page[lines.page], lines, n_words, beta)
        mean = float(np.average(scores[judged], weights=weights[judged]))
        if mean > best_mean:
            best, best_mean = candidate, mean
    return best
