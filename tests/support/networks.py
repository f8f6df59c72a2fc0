"""Networks that several test files ask: of scikit-learn, and of integers written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.network import INPUT_STEPS, Network, Scaling

__all__ = ["HUGE", "INF", "NAN", "Fitted", "Rows", "integer_network", "plain_scaling", "row"]

NAN, INF, HUGE = np.nan, np.inf, 3e38

Rows = NDArray[np.float32]


def row(*values: float) -> Rows:
    return np.array([values], dtype=np.float32)


class Fitted(NamedTuple):
    """A network, the classifiers that it was made of, and rows with what is hard in numbers."""

    network: Network
    classifiers: list[Any]
    X: Rows

    @property
    def inputs(self) -> NDArray[np.float64]:
        return self.network.scaling.inputs(self.X).T.astype(np.float64) / INPUT_STEPS


def integer_network(scaling: Scaling, **arrays: Sequence[Any]) -> Network:
    """A network whose log-odds are 2**-44 times an integer: 2**53 of them are 512."""
    dtypes = {"weights": np.int16, "bias": np.int32, "out": np.int32}
    columns = {name: np.array(arrays[name], dtype=dtype) for name, dtype in dtypes.items()}
    return Network(scaling, **columns, out_scale=2.0**-44, out_bias=0.0)


def plain_scaling(n_features: int) -> Scaling:
    """Columns that are ``INPUT_STEPS`` times as great as inputs."""
    rate = np.full(n_features, INPUT_STEPS, dtype=np.float32)
    return Scaling(np.zeros(n_features, dtype=np.float32), rate, flagged=np.zeros(0, dtype=np.int16))
