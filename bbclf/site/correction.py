"""What the other pages of a site add to the log-odds of a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bbclf.npz import Arrays, take
from bbclf.site.columns import SITE_COLUMNS

__all__ = ["MAX_LOG_ODDS", "SiteCorrection", "log_odds"]

MIN_P = 1e-4
"""Probabilities are clipped to this distance from 0 and 1, as where lines are pooled (`bbclf.features.pooling`)."""

MAX_LOG_ODDS = 700.0
"""Log-odds are clipped to this on both sides: the exponential of more overflows."""


def log_odds(p_boilerplate: NDArray[np.float32]) -> NDArray[np.float64]:
    """Log-odds of probabilities, clipped to :data:`MIN_P`; shape as given."""
    p = np.clip(p_boilerplate.astype(np.float64), MIN_P, 1 - MIN_P)
    odds: NDArray[np.float64] = np.log(p / (1 - p))
    return odds


@dataclass(frozen=True, slots=True, eq=False)
class SiteCorrection:
    """What the columns of the site add to the network's log-odds; one for each network of a model.

    Attributes
    ----------
    weights : ndarray of float64, shape (n_columns,)
        Of :data:`bbclf.site.columns.SITE_COLUMNS`.
    bias : float
        Added to every line of a page that has others of its site.
    """

    weights: NDArray[np.float64]
    bias: float

    def of_columns(self, columns: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each column adds to the log-odds of each line, shape (n_columns, n_lines); missing values add 0."""
        return np.nan_to_num(columns * self.weights[:, np.newaxis])

    def log_odds(self, before: NDArray[np.float64], columns: NDArray[np.float64]) -> NDArray[np.float64]:
        """Log-odds after the correction.

        Parameters
        ----------
        before : ndarray of float64, shape (n_lines,)
            From :func:`log_odds`.
        columns : ndarray of float64, shape (n_columns, n_lines)
            From :func:`bbclf.site.columns.site_columns`.

        Returns
        -------
        ndarray of float64, shape (n_lines,)
        """
        after = before + self.bias
        for added in self.of_columns(columns):  # one after the other: a matrix product's rounding depends on its shape
            after = after + added
        return after

    def apply(self, p_boilerplate: NDArray[np.float32], columns: NDArray[np.float64]) -> NDArray[np.float32]:
        """Probabilities after the correction, shape (n_lines,); parameters as of :meth:`log_odds`."""
        after = np.clip(self.log_odds(log_odds(p_boilerplate), columns), -MAX_LOG_ODDS, MAX_LOG_ODDS)
        return (1 / (1 + np.exp(-after))).astype(np.float32)

    def to_arrays(self) -> Arrays:
        """Its arrays by name."""
        return {"weights": self.weights, "bias": np.array(self.bias)}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """A correction from its arrays.

        Raises
        ------
        ValueError
            An array is missing, unknown, or not of the dtype and shape it should have.
        """
        if unknown := sorted(arrays.keys() - {"weights", "bias"}):
            raise ValueError(f"expected weights and bias, got {', '.join(unknown)} as well: train the model again")
        weights = take(arrays, "weights", np.float64)
        if len(weights) != len(SITE_COLUMNS):
            raise ValueError(f"weights must be {len(SITE_COLUMNS)} long, one for each column, got {len(weights)}")
        return cls(weights, float(take(arrays, "bias", np.float64, 0)))
