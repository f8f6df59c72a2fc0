"""A small neural network as plain arrays: probabilities from X. It knows nothing of text.

One hidden layer of rectified linear units. Inputs and weights are whole numbers, and so few and small that float32
holds every sum of the hidden layer exactly, and float64 every sum of the output: a row's result depends on the row
alone, to the last bit, for however many rows at once and in whichever order a linear algebra library adds.
Training rounds to the same steps (:mod:`bbclf.fit.networks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

__all__ = ["INPUT_LIMIT", "INPUT_STEPS", "MAX_HIDDEN", "MAX_OUT", "MAX_UNITS", "Network", "Scaling"]

INPUT_STEPS = 32
"""Steps of an input of 1. More of them would leave fewer for the weights (:data:`MAX_HIDDEN`)."""

INPUT_LIMIT = 3 * INPUT_STEPS
"""Inputs beyond 3 count as 3. How many standard deviations of a column that is, training decides (`Scaling.rate`)."""

MAX_HIDDEN = 2**24
"""Whole numbers below this are exact in float32: no sum of the hidden layer may reach it."""

MAX_OUT, MAX_UNITS = 2**20, 2**9
"""Largest weight of the output, and how many units there may be: each unit is below :data:`MAX_HIDDEN`, 2**24, so that
sums of the output stay below 2**53, up to which whole numbers are exact in float64."""

MAX_LOG_ODDS = 700.0
"""Log-odds beyond this count as this: the exponential of more overflows."""

BLOCK_ROWS = 1024
"""Rows evaluated together: it bounds memory. 300 inputs of each, as many as the shipped model has, take 1.2 MB."""


@dataclass(frozen=True, slots=True, eq=False)
class Scaling:
    """From columns of any size to inputs of one size.

    A column's input is ``(x - center) * rate``, rounded to a whole number, cut off at :data:`INPUT_LIMIT` to either
    side, and 0 where the column is NaN. A flag is a second input of a column: :data:`INPUT_STEPS` where it is NaN,
    else 0.

    Attributes
    ----------
    center : ndarray of float32, shape (n_features,)
        The value of each column whose input is 0.
    rate : ndarray of float32, shape (n_features,)
        Steps of input for a difference of 1; a column of rate 0 says nothing.
    flagged : ndarray of int16, shape (n_flags,)
        Numbers of the columns that have a flag.
    """

    center: NDArray[np.float32]
    rate: NDArray[np.float32]
    flagged: NDArray[np.int16]

    @property
    def n_inputs(self) -> int:
        """Columns and flags."""
        return len(self.center) + len(self.flagged)

    def inputs(self, X: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the network reads.

        Parameters
        ----------
        X : ndarray of float32, shape (n_rows, n_features)
            In Fortran order (column by column) it is read faster.

        Returns
        -------
        ndarray of float32, shape (n_inputs, n_rows)
            Whole numbers: columns in their order, then flags.
        """
        inputs = np.empty((self.n_inputs, len(X)), dtype=np.float32)
        columns, flags = inputs[: len(self.center)], inputs[len(self.center) :]
        with np.errstate(over="ignore", invalid="ignore"):  # infinity is clipped, and 0 where the rate is 0
            np.subtract(X.T, self.center[:, None], out=columns)
            np.multiply(np.isnan(columns[self.flagged]), INPUT_STEPS, out=flags)
            columns *= self.rate[:, None]
        np.rint(columns, out=columns)
        np.clip(columns, -INPUT_LIMIT, INPUT_LIMIT, out=columns)
        np.copyto(columns, 0, where=np.isnan(columns))
        return inputs


@dataclass(frozen=True, eq=False)
class Network:
    """One hidden layer, for two classes.

    A unit is ``max(0, weights @ inputs + bias)``, and the log-odds are ``out @ units * out_scale + out_bias``.

    Attributes
    ----------
    scaling : Scaling
    weights : ndarray of int16, shape (n_units, n_inputs)
    bias : ndarray of int32, shape (n_units,)
    out : ndarray of int32, shape (n_units,)
        What each unit adds to the output.
    out_scale : float
        Log-odds that 1 at the output stands for.
    out_bias : float
        Log-odds where no unit is active.
    """

    scaling: Scaling
    weights: NDArray[np.int16]
    bias: NDArray[np.int32]
    out: NDArray[np.int32]
    out_scale: float
    out_bias: float

    def check(self, name: str) -> None:
        """Make sure that arrays fit together and that all sums are exact.

        Parameters
        ----------
        name : str
            Of the network, for messages.

        Raises
        ------
        ValueError
            Shapes disagree, a flag is of a column that is not there, there are too many units, or numbers are too
            large to be exact.
        """
        n_features, n_inputs, n_units = len(self.scaling.center), self.scaling.n_inputs, len(self.bias)
        if len(self.scaling.rate) != n_features:
            raise ValueError(f"{name}: center and rate differ in length: {n_features} and {len(self.scaling.rate)}")
        absent = (self.scaling.flagged < 0) | (self.scaling.flagged >= n_features)
        if absent.any():
            raise ValueError(
                f"{name}: a flag is of a column that is not there: {self.scaling.flagged[absent][0]},"
                f" columns are 0 to {n_features - 1}"
            )
        if self.weights.shape != (n_units, n_inputs) or len(self.out) != n_units:
            raise ValueError(
                f"{name}: layers do not fit each other: weights must be of shape {(n_units, n_inputs)}, got"
                f" {self.weights.shape}; out must be {n_units} long, got {len(self.out)}"
            )
        if n_units > MAX_UNITS:
            raise ValueError(f"{name}: has {n_units} units, more than {MAX_UNITS}")
        highest = INPUT_LIMIT * np.abs(self.weights, dtype=np.float64).sum(axis=1) + np.abs(self.bias, dtype=np.float64)
        if highest.max(initial=0) >= MAX_HIDDEN:
            raise ValueError(
                f"{name}: weights and bias of a unit add up to more than is exact: {highest.max():.0f},"
                f" it must be below {MAX_HIDDEN}"
            )
        largest_out = np.abs(self.out, dtype=np.float64).max(initial=0)
        if largest_out > MAX_OUT:
            raise ValueError(f"{name}: out is more than is exact: {largest_out:.0f}, it may be {MAX_OUT} at most")

    def log_odds(self, X: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-odds of the second class.

        Parameters
        ----------
        X : ndarray of float32, shape (n_rows, n_features)
            In Fortran order (column by column) it is read faster.

        Returns
        -------
        ndarray of float64, shape (n_rows,)
            From ``-MAX_LOG_ODDS`` to :data:`MAX_LOG_ODDS`.
        """
        sums = np.empty(len(X))
        for start in range(0, len(X), BLOCK_ROWS):
            rows = slice(start, start + BLOCK_ROWS)
            hidden = self._float_weights @ self.scaling.inputs(X[rows])
            hidden += self.bias[:, None]
            np.maximum(hidden, 0, out=hidden)
            sums[rows] = self.out.astype(np.float64) @ hidden.astype(np.float64)
        with np.errstate(over="ignore"):  # infinity is clipped
            return np.clip(sums * self.out_scale + self.out_bias, -MAX_LOG_ODDS, MAX_LOG_ODDS)

    def predict_proba(self, X: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probability of the second class.

        Parameters
        ----------
        X : ndarray of float32, shape (n_rows, n_features)

        Returns
        -------
        ndarray of float32, shape (n_rows,)
        """
        return (1 / (1 + np.exp(-self.log_odds(X)))).astype(np.float32)

    @cached_property
    def _float_weights(self) -> NDArray[np.float32]:
        return self.weights.astype(np.float32)
