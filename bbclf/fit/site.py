"""The site correction: a logistic regression on the columns of a page's site, beside out-of-fold log-odds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.fit.lines import check_both_labels, site_of
from bbclf.site.columns import SITE_COLUMNS, site_columns
from bbclf.site.correction import MAX_LOG_ODDS, SiteCorrection, log_odds
from bbclf.site.counts import SiteCounts
from bbclf.site.keys import PageKeys, page_keys
from bbclf.tokens import count_words, read_chars

__all__ = ["PROFILE_SIZES", "JudgedPage", "SitedPage", "fit_site_correction", "sited_pages"]

PROFILE_SIZES = (2, 5, 10, 20, 40, 200)
"""Pages of a site, the judged one among them, that a profile is made of in training."""

MIN_PAGES = 5
"""Of a site that is trained on."""

SITE_POWER = 0.5
"""A page weighs (pages of its site) ** -SITE_POWER, as where networks are trained."""

MAX_WEIGHT = 10.0
"""Bound of weights and bias, for sites on which a column tells everything."""


class JudgedPage(NamedTuple):
    """A labelled page, and its out-of-fold probabilities.

    Attributes
    ----------
    page : TrainingPage
    p_boilerplate : ndarray of float32, shape (n_lines,)
    """

    page: TrainingPage
    p_boilerplate: NDArray[np.float32]


class SitedPage(NamedTuple):
    """A page with what a profile of some pages of its site says of it.

    Attributes
    ----------
    judged : JudgedPage
    size : int
        Pages of the profile, this one among them: one of :data:`PROFILE_SIZES`.
    columns : ndarray of float64, shape (n_columns, n_lines)
    """

    judged: JudgedPage
    size: int
    columns: NDArray[np.float64]


def sited_pages(pages: Sequence[JudgedPage], seed: int, min_pages: int = MIN_PAGES) -> Iterator[SitedPage]:
    """Pages with profiles of random pages of their sites, of each size that the site has pages for.

    Parameters
    ----------
    pages : sequence of JudgedPage
        Made in one way, so that a line of the site is the same line in each.
    seed : int
    min_pages : int
        Sites of fewer different pages are left out.

    Yields
    ------
    SitedPage
    """
    of_site: defaultdict[str, list[tuple[JudgedPage, PageKeys]]] = defaultdict(list)
    for judged in pages:
        of_site[site_of(judged.page)].append((judged, page_keys(judged.page.page)))
    generator = np.random.default_rng(seed)
    for members in of_site.values():
        if len({keys.page for _, keys in members}) < min_pages:
            continue
        for size in (size for size in PROFILE_SIZES if size <= len(members)):
            for number, (judged, keys) in enumerate(members):
                counts = SiteCounts()
                counts.add(keys)
                for other in generator.permutation(np.delete(np.arange(len(members)), number))[: size - 1].tolist():
                    counts.add(members[other][1])
                columns = site_columns(counts, keys)
                if columns is not None and columns.shape[1]:
                    yield SitedPage(judged, size, columns)


def fit_site_correction(pages: Sequence[SitedPage]) -> SiteCorrection:
    """Fit a correction: a logistic regression of weights that are 0 or more, with the log-odds as offset.

    That a line recurs is no evidence for content; and what a column does not change keeps the network's log-odds, but
    for the bias. A free slope and free weights are worse on text (training/EXPERIMENTS.md, "Site mode").

    Parameters
    ----------
    pages : sequence of SitedPage
        Of the views of one network.

    Returns
    -------
    SiteCorrection

    Raises
    ------
    DatasetError
        There are no pages, or not lines of both labels.
    """
    if not pages:
        raise DatasetError(f"a site correction needs pages of sites with {MIN_PAGES} pages or more: there is none")
    noise = np.concatenate([page.judged.page.is_boilerplate for page in pages])
    weight = np.concatenate(_weights(pages))
    check_both_labels(noise, weight, "sites of several pages")
    used = weight > 0
    columns = np.nan_to_num(np.concatenate([page.columns for page in pages], axis=1)[:, used])
    offset = np.concatenate([log_odds(page.judged.p_boilerplate) for page in pages])[used]
    sign, share = np.where(noise[used], 1.0, -1.0), weight[used] / weight[used].sum()

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Mean logistic loss, and its gradient."""
        margin = sign * (offset + parameters[:-1] @ columns + parameters[-1])
        pull = -share * sign / (1 + np.exp(np.minimum(margin, MAX_LOG_ODDS)))
        return float(share @ np.logaddexp(0, -margin)), np.append(columns @ pull, pull.sum())

    n_columns = len(SITE_COLUMNS)
    bounds = [(0, MAX_WEIGHT)] * n_columns + [(-MAX_WEIGHT, MAX_WEIGHT)]
    with threadpool_limits(1):  # threads add in a different order each time
        found = minimize(loss, np.zeros(n_columns + 1), jac=True, bounds=bounds, method="L-BFGS-B")
    if not found.success:
        raise DatasetError(f"the site correction cannot be fitted to these pages: {found.message}")
    return SiteCorrection(found.x[:-1], float(found.x[-1]))


def _weights(pages: Sequence[SitedPage]) -> list[NDArray[np.float64]]:
    """Weights of the lines of each page, by words as where networks are trained."""
    of_site: defaultdict[str, int] = defaultdict(int)
    for page in pages:
        of_site[site_of(page.judged.page)] += 1
    weights = []
    for page in pages:
        labelled = page.judged.page
        mass = np.sqrt(count_words(read_chars(labelled.page.lines)) + 1)
        weights.append(labelled.weight * mass / mass.sum() * of_site[site_of(labelled)] ** -SITE_POWER)
    return weights
