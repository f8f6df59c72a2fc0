"""Columns of X, in any unit and with missing values, to the integer inputs of a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bbclf.npz import Arrays, take

__all__ = ["INPUT_LIMIT", "INPUT_STEPS", "Scaling"]

INPUT_STEPS = 32
"""Integer steps of an input of 1. More steps for inputs would leave fewer for the weights
(:data:`bbclf.network.MAX_HIDDEN`)."""

INPUT_LIMIT = 3 * INPUT_STEPS
"""Inputs are clipped to this on both sides. How many standard deviations of a column it stands for, training decides
(``clip`` of :class:`bbclf.fit.NetworkParams`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Scaling:
    """How columns become inputs.

    A column's input is ``(x - center) * rate``, rounded to an integer and clipped to :data:`INPUT_LIMIT` on both
    sides; a missing value, NaN, is 0. A flag is a second input of a column: :data:`INPUT_STEPS` where the column is
    NaN, else 0.

    Attributes
    ----------
    center : ndarray of float32, shape (n_features,)
        The value of each column that becomes 0.
    rate : ndarray of float32, shape (n_features,)
        Steps of input for a difference of 1; a column of rate 0 is not used.
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
        """The network's inputs.

        Parameters
        ----------
        X : ndarray of float32, shape (n_rows, n_features)
            Read faster in Fortran order (column by column).

        Returns
        -------
        ndarray of float32, shape (n_inputs, n_rows)
            Integers: columns in their order, then flags.
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

    def to_arrays(self) -> Arrays:
        """What is stored, by name."""
        return {"center": self.center, "rate": self.rate, "flagged": self.flagged}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Read stored arrays.

        Raises
        ------
        ValueError
            One is missing, of another dtype or number of dimensions, or not finite; lengths differ; or a flag is of
            a column that does not exist.
        """
        scaling = cls(
            center=take(arrays, "center", np.float32),
            rate=take(arrays, "rate", np.float32),
            flagged=take(arrays, "flagged", np.int16),
        )
        scaling.check()
        return scaling

    def check(self) -> None:
        """Make sure that the arrays fit each other.

        Raises
        ------
        ValueError
            They do not.
        """
        n_features = len(self.center)
        if len(self.rate) != n_features:
            raise ValueError(f"center and rate differ in length: {n_features} and {len(self.rate)}")
        absent = (self.flagged < 0) | (self.flagged >= n_features)
        if absent.any():
            raise ValueError(
                f"a flag is of a column that does not exist: {self.flagged[absent][0]}, columns are 0 to"
                f" {n_features - 1}"
            )
