"""Networks that several tests of this folder share."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.network import BLOCK_ROWS, INPUT_LIMIT, MAX_HIDDEN, MAX_OUT, MAX_UNITS, Network, Scaling
from tests.support.networks import HUGE, INF, NAN, Fitted, integer_network, plain_scaling


@pytest.fixture(scope="session")
def fitted() -> Fitted:
    pytest.importorskip("sklearn")
    from bbclf.fit import NetworkParams
    from bbclf.fit.networks import export_network, fit_classifiers
    from bbclf.fit.scaling import fit_scaling

    random = np.random.default_rng(1)
    X = random.normal(size=(4 * BLOCK_ROWS + 7, 12)).astype(np.float32)
    X[:, 3] = np.round(X[:, 3]) * 1e4
    X[:, 4] = np.where(X[:, 4] > 0, 1.0, NAN)  # one value: all it says is whether it is there
    X[random.random(X.shape) < 0.1] = NAN
    X[:, 5] = NAN
    X[:, 6] = 7.0
    X[:, 7] = random.normal(size=len(X))  # the one column that is never missing, and has no flag
    margin = np.nan_to_num(X[:, 0] * X[:, 1] - X[:, 2] + X[:, 8]) + X[:, 7] + 2 * np.isnan(X[:, 4])
    scaling = fit_scaling(X, 3.0)
    params = NetworkParams(n_networks=3, n_units=16, epochs=10, early_stopping=False, batch_size=64, learning_rate=0.01)
    classifiers = fit_classifiers(X, margin > 0.5, np.ones(len(X)), np.arange(len(X)), scaling, params, seed=1)
    for place, value in enumerate((INF, -INF, HUGE, -HUGE, 1e-40, -0.0)):
        X[place::50] = np.where(random.random((len(X[place::50]), 12)) < 0.3, value, X[place::50])
    X[6], X[7] = NAN, 0.0
    return Fitted(export_network(classifiers, scaling), classifiers, X)


@pytest.fixture
def by_hand() -> Network:
    """Two columns, the second with a flag, and two units, the second with a vote for the first class."""
    return Network(
        scaling=Scaling(
            center=np.array([1, -2], dtype=np.float32),
            rate=np.array([32, 16], dtype=np.float32),
            flagged=np.array([1], dtype=np.int16),
        ),
        weights=np.array([[2, -1, 0], [0, 3, 5]], dtype=np.int16),
        bias=np.array([10, -100], dtype=np.int32),
        out=np.array([1, -2], dtype=np.int32),
        out_scale=0.5,
        out_bias=0.25,
    )


@pytest.fixture(scope="session")
def at_the_edge() -> Network:
    """As many units as there may be, each of whose sums may come to 1 less than is too much."""
    random = np.random.default_rng(2)
    n_features = 250
    size = random.integers(0, 699, (MAX_UNITS, n_features))
    room = (MAX_HIDDEN - 1) // INPUT_LIMIT - size.sum(axis=1)
    size += room[:, None] // n_features
    size[:, 0] += room % n_features
    sign = random.choice([-1, 1], size.shape)
    bias = np.full(MAX_UNITS, (MAX_HIDDEN - 1) % INPUT_LIMIT)
    out = random.choice([-MAX_OUT, MAX_OUT, MAX_OUT - 1, 1 - MAX_OUT], MAX_UNITS)
    return integer_network(plain_scaling(n_features), weights=size * sign, bias=bias, out=out)
