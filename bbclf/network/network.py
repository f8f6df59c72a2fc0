"""One hidden layer of rectified linear units, with integer weights and inputs.

Both are so few and small that float32 holds every sum of the hidden layer exactly, and float64 every sum of the
output: a row's result depends on the row alone, to the last bit, however many rows are computed at once and in
whichever order a linear algebra library adds. Training rounds to the same steps (:mod:`bbclf.fit.networks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bbclf.network.products import small_products
from bbclf.network.scaling import INPUT_LIMIT, Scaling
from bbclf.npz import Arrays, take

__all__ = ["BLOCK_ROWS", "MAX_HIDDEN", "MAX_OUT", "MAX_UNITS", "Network"]

MAX_HIDDEN = 2**24
"""Integers below this are exact in float32: no sum of the hidden layer may reach it."""

MAX_OUT, MAX_UNITS = 2**20, 2**9
"""Largest weight of the output, and largest number of units: each unit is below :data:`MAX_HIDDEN`, 2**24, so that
sums of the output stay below 2**53, up to which integers are exact in float64."""

MAX_LOG_ODDS = 700.0
"""Log-odds are clipped to this on both sides: the exponential of more overflows."""

BLOCK_ROWS = 512
"""Rows computed together. Measured 2026-11 with the shipped model's 331 inputs, of which so many rows take 0.7 MB: with
twice as many, whose arrays outgrow the processor's cache, the network took 10% longer; with half as many, the same."""


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

    def log_odds(self, X: NDArray[np.float32]) -> NDArray[np.float64]:
        """Log-odds of the second class.

        Parameters
        ----------
        X : ndarray of float32, shape (n_rows, n_features)
            Read faster in Fortran order (column by column).

        Returns
        -------
        ndarray of float64, shape (n_rows,)
            From ``-MAX_LOG_ODDS`` to :data:`MAX_LOG_ODDS`.
        """
        sums = np.empty(len(X))
        for start in range(0, len(X), BLOCK_ROWS):
            rows = slice(start, start + BLOCK_ROWS)
            hidden = small_products(self._float_weights, self.scaling.inputs(X[rows])[self._used])
            hidden += self.bias.astype(np.float32)[:, None]
            np.maximum(hidden, 0, out=hidden)
            sums[rows] = np.einsum("u,ur->r", self.out.astype(np.float64), hidden)
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
        return self.weights[:, self._used].astype(np.float32)

    @cached_property
    def _used(self) -> NDArray[np.int64] | slice:
        """Inputs that any unit reads: a network of text has no use for columns of markup."""
        is_used = self.weights.any(axis=0)
        return slice(None) if is_used.all() else np.flatnonzero(is_used)

    def to_arrays(self) -> Arrays:
        """What is stored, by name, the scaling included."""
        return {
            **self.scaling.to_arrays(),
            "weights": np.ascontiguousarray(self.weights),  # one order in memory, one file
            "bias": self.bias,
            "out": self.out,
            "out_scale": np.array(self.out_scale, dtype=np.float64),
            "out_bias": np.array(self.out_bias, dtype=np.float64),
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Read stored arrays.

        Raises
        ------
        ValueError
            One is missing, of another dtype or number of dimensions, or not finite, or :meth:`check` fails.
        """
        network = cls(
            scaling=Scaling.from_arrays(arrays),
            weights=take(arrays, "weights", np.int16, n_dimensions=2),
            bias=take(arrays, "bias", np.int32),
            out=take(arrays, "out", np.int32),
            out_scale=float(take(arrays, "out_scale", np.float64, n_dimensions=0)),
            out_bias=float(take(arrays, "out_bias", np.float64, n_dimensions=0)),
        )
        network.check()
        return network

    def check(self) -> None:
        """Make sure that the arrays fit each other and that all sums are exact.

        Raises
        ------
        ValueError
            Shapes disagree, a flag is of a column that does not exist, there are too many units, or weights are too
            large for exact sums.
        """
        self.scaling.check()
        n_inputs, n_units = self.scaling.n_inputs, len(self.bias)
        if self.weights.shape != (n_units, n_inputs) or len(self.out) != n_units:
            raise ValueError(
                f"layers do not fit each other: weights must be of shape {(n_units, n_inputs)}, units by inputs, got"
                f" {self.weights.shape}; out must be {n_units} long, got {len(self.out)}"
            )
        if n_units > MAX_UNITS:
            raise ValueError(f"has {n_units} units, more than {MAX_UNITS}")
        highest = INPUT_LIMIT * np.abs(self.weights, dtype=np.float64).sum(axis=1) + np.abs(self.bias, dtype=np.float64)
        if highest.max(initial=0) >= MAX_HIDDEN:
            raise ValueError(
                f"weights and bias of a unit add up to more than is exact: {highest.max():.0f}, it must be below"
                f" {MAX_HIDDEN}"
            )
        largest_out = np.abs(self.out, dtype=np.float64).max(initial=0)
        if largest_out > MAX_OUT:
            raise ValueError(f"out is more than is exact: {largest_out:.0f}, it may be {MAX_OUT} at most")
