"""Training pages as lines: folds by site, weights, and a sample by weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.fit.params import TrainParams

__all__ = [
    "Lines", "assign_folds", "check_both_labels", "collect_lines", "each_its_own_site", "page_weights", "sample_rows",
    "site_of",
]  # fmt: skip


def check_both_labels(is_boilerplate: NDArray[np.bool_], weight: NDArray[Any], where: str) -> None:
    """Refuse lines of one label only: nothing can be learnt from them.

    Parameters
    ----------
    is_boilerplate, weight : ndarray, shape (n_lines,)
        Lines of weight 0 do not count.
    where : str
        Names the lines in the message: ``"view text"``.

    Raises
    ------
    DatasetError
        One of the labels is missing.
    """
    present = np.unique(is_boilerplate[weight > 0])
    if len(present) == 2:
        return
    found = "no labelled line" if not len(present) else "boilerplate only" if present[0] else "content only"
    raise DatasetError(
        f"training needs lines of both labels, content and boilerplate, in {where}; found {found}: add labelled pages"
    )


def assign_folds(pages: Sequence[TrainingPage], n_folds: int) -> NDArray[np.int64]:
    """Fold of each page: the pages of a site are in one fold, and each language is spread evenly over folds.

    No fold is empty if there are as many sites.

    Parameters
    ----------
    pages : sequence of TrainingPage
    n_folds : int

    Returns
    -------
    ndarray of int64, shape (n_pages,)
    """
    sites: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        sites[site_of(page)][page.lang or ""] += 1
    load: defaultdict[str, list[int]] = defaultdict(lambda: [0] * n_folds)
    total = [0] * n_folds
    fold_of: dict[str, int] = {}
    for site in sorted(sites, key=lambda site: (-sites[site].total(), site)):
        of_lang = load[sites[site].most_common(1)[0][0]]
        fold = min(range(n_folds), key=lambda fold: (of_lang[fold], total[fold]))
        fold_of[site] = fold
        of_lang[fold] += sites[site].total()
        total[fold] += sites[site].total()
    return np.array([fold_of[site_of(page)] for page in pages], dtype=np.int64)


def each_its_own_site(pages: Sequence[TrainingPage]) -> list[TrainingPage]:
    """The pages with their ids as sites, so that folds are made by page; views of one page have one id."""
    return [replace(page, site=page.page.id or page.page.url or str(number)) for number, page in enumerate(pages)]


def site_of(page: TrainingPage) -> str:
    """What pages are grouped by: the site, or if it is not known the URL, the id, or the page itself."""
    return page.site or page.page.url or page.page.id or str(id(page))


def page_weights(pages: Sequence[TrainingPage], params: TrainParams) -> NDArray[np.float64]:
    """Weight of each page: less if its site or its language has many pages.

    Returns
    -------
    ndarray of float64, shape (n_pages,)
        With mean 1.
    """
    of_site = Counter(site_of(page) for page in pages)
    of_lang = Counter(page.lang for page in pages)
    weights = np.array(
        [of_site[site_of(page)] ** -params.site_power * of_lang[page.lang] ** -params.lang_power for page in pages]
    )
    return np.asarray(weights / weights.mean())


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The lines of all training pages, concatenated.

    Attributes
    ----------
    page : ndarray of int64, shape (n_lines,)
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float64, shape (n_lines,)
        Label weight times square root of words, normalised by page, times the page's weight.
    starts : ndarray of int64, shape (n_pages + 1,)
    """

    page: NDArray[np.int64]
    is_boilerplate: NDArray[np.bool_]
    weight: NDArray[np.float64]
    starts: NDArray[np.int64]

    def part(self, pages: NDArray[np.int64], rows: NDArray[np.int64]) -> Lines:
        """The lines of some of the pages (their numbers), `rows` being the numbers of these lines."""
        counts = np.diff(self.starts)[pages]
        return Lines(
            page=np.repeat(np.arange(len(pages)), counts),
            is_boilerplate=self.is_boilerplate[rows],
            weight=self.weight[rows],
            starts=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]),
        )


def collect_lines(pages: Sequence[TrainingPage], n_words: NDArray[np.float64], weights: NDArray[np.float64]) -> Lines:
    """Labels and weights of all lines.

    Parameters
    ----------
    pages : sequence of TrainingPage
    n_words : ndarray of float64, shape (n_lines,)
    weights : ndarray of float64, shape (n_pages,)
        Of the pages, from :func:`page_weights`.

    Returns
    -------
    Lines
    """
    counts = np.array([len(page.page) for page in pages], dtype=np.int64)
    page = np.repeat(np.arange(len(pages)), counts)
    mass = np.sqrt(n_words + 1)
    whole = np.maximum(np.bincount(page, weights=mass, minlength=len(pages)), 1e-9)
    label_weight = np.concatenate([np.zeros(0), *(page.weight for page in pages)])
    weight = label_weight * mass / whole[page] * weights[page]
    return Lines(
        page=page,
        is_boilerplate=np.concatenate([np.zeros(0, dtype=np.bool_), *(p.is_boilerplate for p in pages)]),
        weight=weight * len(weight) / max(weight.sum(), 1e-9),
        starts=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]),
    )


def sample_rows(weight: NDArray[np.float64], max_rows: int, seed: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Sample lines by their weight, so that no time is spent on a thousand menu items of one page.

    A line is drawn with probability ``min(1, c * weight)`` and then weighs ``weight / probability``: the expectation
    of every weighted sum over lines stays the same.

    Parameters
    ----------
    weight : ndarray of float64, shape (n_lines,)
        With mean 1.
    max_rows : int
        ``c * n_lines``: how many lines are drawn at most, on average.
    seed : int

    Returns
    -------
    rows : ndarray of int64, shape (n_drawn,)
    weight : ndarray of float64, shape (n_drawn,)
    """
    probability = np.minimum(1.0, max_rows / max(len(weight), 1) * weight)
    drawn = np.flatnonzero(np.random.default_rng(seed).random(len(weight)) < probability)
    return drawn, weight[drawn] / probability[drawn]
