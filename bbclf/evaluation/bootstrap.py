"""How sure a mean over pages is: the bootstrap, by sites where there are enough of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["MIN_SITES", "Interval", "mean_interval"]

RESAMPLES = 10_000
SEED = 1
PERCENTILES = (2.5, 97.5)
"""95% of the resampled means lie between them."""

MIN_SITES = 10
"""Pages of one site are alike, so that sites are resampled; with fewer sites than these, pages are."""

MAX_DRAWN = 2_000_000
"""Groups that are drawn together: 8 MB."""


class Interval(NamedTuple):
    """A mean and its 95% interval.

    Attributes
    ----------
    mean, low, high : float
    n_resampled : int
    resampled : {"sites", "pages"}
        What is drawn with replacement, and how many there are.
    """

    mean: float
    low: float
    high: float
    n_resampled: int
    resampled: str


def mean_interval(values: NDArray[np.float64], sites: Sequence[str]) -> Interval:
    """The mean of a value of each page, with its interval.

    Parameters
    ----------
    values : ndarray of float64, shape (n_pages,)
    sites : sequence of str, length n_pages
        ``"?"`` where it is not known.
    """
    _, site = np.unique(np.asarray(sites), return_inverse=True)
    by_site = site.max() + 1 >= MIN_SITES and "?" not in sites
    group = site if by_site else np.arange(len(values))
    counts = np.bincount(group)
    sums = np.bincount(group, values).astype(np.float64)
    low, high = np.percentile(_resampled_means(sums, counts), PERCENTILES).tolist()
    return Interval(float(values.mean()), low, high, len(sums), "sites" if by_site else "pages")


def _resampled_means(sums: NDArray[np.float64], counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """Means over groups that are drawn with replacement, shape (RESAMPLES,)."""
    rng = np.random.default_rng(SEED)
    at_once = max(MAX_DRAWN // len(sums), 1)
    means = []
    for first in range(0, RESAMPLES, at_once):
        drawn = rng.integers(len(sums), size=(min(at_once, RESAMPLES - first), len(sums)), dtype=np.int32)
        means.append(sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1))
    return np.concatenate(means)
