"""Whether probabilities mean what they say: lines of about one probability, and how many of them are boilerplate."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.page import LabelledPage

__all__ = ["Reliability", "ReliabilityBin"]

N_BINS = 10


class ReliabilityBin(NamedTuple):
    """Lines whose probability of boilerplate is in one tenth of 0 to 1.

    Attributes
    ----------
    p_boilerplate : float
        Mean of what the model says.
    boilerplate : float
        Share of the lines that are boilerplate.
    share : float
        Of all lines, those in this bin.
    """

    p_boilerplate: float
    boilerplate: float
    share: float


class Reliability:
    """Counts lines by their probability, as pages come; each counts by its weight."""

    def __init__(self) -> None:
        self._sums = np.zeros((3, N_BINS))

    def add(self, page: TrainingPage, labelled: LabelledPage) -> None:
        """Count the lines of one more page."""
        p, weight = labelled.p_boilerplate.astype(np.float64), page.weight.astype(np.float64)
        place = np.minimum((p * N_BINS).astype(np.int64), N_BINS - 1)
        for row, values in enumerate((weight, weight * p, weight * page.is_boilerplate)):
            self._sums[row] += np.bincount(place, values, minlength=N_BINS)

    def bins(self) -> list[ReliabilityBin]:
        """The bins that hold lines, by rising probability."""
        weight, p, boilerplate = self._sums[:, self._sums[0] > 0]
        columns = np.stack([p / weight, boilerplate / weight, weight / weight.sum()]).T.tolist()
        return [ReliabilityBin(*row) for row in columns]

    def error(self) -> float:
        """Expected calibration error (Naeini, Cooper, Hauskrecht 2015): mean distance of the two over all lines."""
        return sum(bin.share * abs(bin.p_boilerplate - bin.boilerplate) for bin in self.bins())
