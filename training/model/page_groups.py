"""Scores of groups of pages, each with an interval that says how far to trust it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import group_sums
from bbclf.fit.lines import Lines
from bbclf.metrics import HARM

__all__ = ["GroupScore", "PageScores", "bootstrap_interval", "group_scores", "score_pages"]

MIN_PAGES = 5
"""Groups with fewer pages are joined as :data:`OTHERS`."""

OTHERS, ALL = "others", "all"

N_DRAWS = 1000
"""Of the bootstrap; its two percentiles then rest on the 25 most extreme draws of either side."""
SEED = 1
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, eq=False)
class PageScores:
    """Scores of each page by the words of its lines, lines of weight 0 left out.

    Attributes
    ----------
    f1, precision, recall : ndarray of float64, shape (n_pages,)
        Of the words of content lines; precision is 0 where nothing was kept. NaN for a page without content.
    keep_all : ndarray of float64, shape (n_pages,)
        Word F1 of keeping every line.
    """

    f1: NDArray[np.float64]
    precision: NDArray[np.float64]
    recall: NDArray[np.float64]
    keep_all: NDArray[np.float64]

    @property
    def harmed(self) -> NDArray[np.bool_]:
        """Pages that lose more than :data:`bbclf.metrics.HARM` against keeping all, shape (n_pages,)."""
        return self.f1 < self.keep_all - HARM


class GroupScore(NamedTuple):
    """Means over the pages of a group, each page counting the same.

    Attributes
    ----------
    name : str
    n_pages, n_sites : int
    keep_all, f1, precision, recall : float
    interval : (float, float) or None
        Of `f1` (:func:`bootstrap_interval`).
    harmed : float
        Share of the pages.
    """

    name: str
    n_pages: int
    n_sites: int
    keep_all: float
    f1: float
    interval: tuple[float, float] | None
    precision: float
    recall: float
    harmed: float


def score_pages(is_boilerplate: NDArray[np.bool_], lines: Lines, n_words: NDArray[np.float64]) -> PageScores:
    """Score each page by its line labels.

    Parameters
    ----------
    is_boilerplate : ndarray of bool, shape (n_lines,)
        Predicted.
    lines : Lines
        True labels.
    n_words : ndarray of float64, shape (n_lines,)

    Returns
    -------
    PageScores
    """
    n_pages = len(lines.starts) - 1
    words = n_words * (lines.weight > 0)
    every = group_sums(lines.page, words, n_pages)
    content = group_sums(lines.page, words * ~lines.is_boilerplate, n_pages)
    kept = group_sums(lines.page, words * ~is_boilerplate, n_pages)
    hits = group_sums(lines.page, words * ~(is_boilerplate | lines.is_boilerplate), n_pages)
    judged = content > 0

    def share(part: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
        shares = np.divide(part, whole, out=np.zeros(n_pages), where=whole > 0)
        return np.where(judged, shares, np.nan)

    return PageScores(
        f1=share(2 * hits, kept + content),
        precision=share(hits, kept),
        recall=share(hits, content),
        keep_all=share(2 * content, every + content),
    )


def group_scores(scores: PageScores, groups: Sequence[str | None], sites: Sequence[str]) -> list[GroupScore]:
    """Score groups of pages.

    Parameters
    ----------
    scores : PageScores
    groups : sequence of str or None, length n_pages
        The group of each page; pages of None are left out, and so are those without content.
    sites : sequence of str, length n_pages

    Returns
    -------
    list of GroupScore
        That of most pages first; then the groups of fewer than :data:`MIN_PAGES` pages as one, then all pages.
    """
    members: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(groups):
        if name is not None and not np.isnan(scores.f1[number]):
            members[name].append(number)
    large = {name: numbers for name, numbers in members.items() if len(numbers) >= MIN_PAGES}
    ordered = sorted(large.items(), key=lambda item: (-len(item[1]), item[0]))
    others = _joined(numbers for name, numbers in members.items() if name not in large)
    if others:
        ordered.append((OTHERS, others))
    if members:
        ordered.append((ALL, _joined(members.values())))
    return [_group_score(name, numbers, scores, sites) for name, numbers in ordered]


def _joined(parts: Iterable[Sequence[int]]) -> list[int]:
    return sorted(number for part in parts for number in part)


def _group_score(name: str, numbers: Sequence[int], scores: PageScores, sites: Sequence[str]) -> GroupScore:
    of_group = [sites[number] for number in numbers]
    f1 = scores.f1[numbers]
    return GroupScore(
        name=name,
        n_pages=len(numbers),
        n_sites=len(set(of_group)),
        keep_all=float(scores.keep_all[numbers].mean()),
        f1=float(f1.mean()),
        interval=bootstrap_interval(f1, of_group),
        precision=float(scores.precision[numbers].mean()),
        recall=float(scores.recall[numbers].mean()),
        harmed=float(scores.harmed[numbers].mean()),
    )


def bootstrap_interval(values: NDArray[np.float64], sites: Sequence[str]) -> tuple[float, float] | None:
    """Percentile interval of a mean over pages, by a cluster bootstrap.

    Whole sites are drawn with replacement, since pages of one site succeed and fail together. Each call draws anew
    from the same seed: the interval of a group does not depend on the other groups.

    Parameters
    ----------
    values : ndarray of float64, shape (n_pages,)
    sites : sequence of str, length n_pages

    Returns
    -------
    (float, float) or None
        Bounds of the :data:`CONFIDENCE` interval; None for pages of one site, which say nothing of other sites.
    """
    names, site = np.unique(np.array(sites), return_inverse=True)
    if len(names) < 2:
        return None
    sums = np.bincount(site, weights=values)
    counts = np.bincount(site)
    draws = np.random.default_rng(SEED).multinomial(len(names), np.full(len(names), 1 / len(names)), size=N_DRAWS)
    tail = (1 - CONFIDENCE) / 2
    low, high = np.quantile((draws @ sums) / (draws @ counts), [tail, 1 - tail])
    return float(low), float(high)
