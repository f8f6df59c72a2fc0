"""The scaling of a network's inputs: means, standard deviations and missing values of columns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.network import INPUT_LIMIT, Scaling

__all__ = ["fit_scaling"]

RARE = 0.005
"""A column gets a flag if it is NaN in more than this share of lines, and not NaN in more than this share."""

MIN_DEVIATION = 1e-6
"""A column with a smaller standard deviation is constant except for rounding, and not used."""


def fit_scaling(X: NDArray[np.float32], clip: float) -> Scaling:
    """Centre columns on their means and scale them by their standard deviations, NaN ignored.

    A column without values, or with a constant value, is not used.

    Parameters
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
    clip : float
        Standard deviations beyond which an input is clipped.

    Returns
    -------
    Scaling
    """
    missing = np.isnan(X)
    n_values = np.maximum((~missing).sum(axis=0), 1)
    center = np.where(missing, 0, X).sum(axis=0, dtype=np.float64) / n_values
    deviation = np.sqrt(np.where(missing, 0, (X - center) ** 2).sum(axis=0, dtype=np.float64) / n_values)
    varies = deviation > MIN_DEVIATION
    share = missing.mean(axis=0)
    return Scaling(
        center=center.astype(np.float32),
        rate=np.divide(INPUT_LIMIT / clip, deviation, out=np.zeros(len(center)), where=varies).astype(np.float32),
        flagged=np.flatnonzero((share > RARE) & (share < 1 - RARE)).astype(np.int16),
    )
