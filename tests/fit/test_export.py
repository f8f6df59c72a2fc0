"""Weights of scikit-learn as integers: the finest steps with which all sums are exact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from bbclf.fit.networks import export_network, fit_classifiers
from bbclf.fit.scaling import fit_scaling
from bbclf.network import INPUT_LIMIT, INPUT_STEPS, MAX_HIDDEN, Network, Scaling
from tests.support.training_pages import NETWORK, training_rows


def test_an_exported_network_has_the_mean_log_odds_of_scikit_learn() -> None:
    X, is_boilerplate = training_rows()
    assert np.isnan(X).any(axis=0).sum() > 100
    noisy = is_boilerplate ^ (np.random.default_rng(1).random(len(X)) < 0.2)
    scaling = fit_scaling(X, 3.0)
    classifiers = fit_classifiers(X, noisy, np.ones(len(X)), np.arange(len(X)), scaling, NETWORK, seed=1)
    network = export_network(classifiers, scaling)
    network.check()
    assert network.weights.shape == (NETWORK.n_networks * NETWORK.n_units, scaling.n_inputs)
    p = [classifier.predict_proba(scaling.inputs(X).T / INPUT_STEPS)[:, 1] for classifier in classifiers]
    expected = np.mean([np.log(of_one / (1 - of_one)) for of_one in np.array(p, dtype=np.float64)], axis=0)
    assert np.abs(expected).max() < 15  # so that it can be told from p
    assert network.log_odds(X) == pytest.approx(expected, abs=1e-2)
    assert ((network.predict_proba(X) > 0.5) == noisy).mean() > 0.8


@pytest.mark.parametrize(
    ("scale", "out_scale"), [(1, 1), (1e-6, 1), (1e6, 1), (1e12, 1e-12), (1e-12, 1e12), (1, 1e30), (1e30, 1e-30)]
)
def test_weights_of_any_size_are_exported_to_exact_ones(scale: float, out_scale: float) -> None:
    X, is_boilerplate = training_rows()
    scaling = fit_scaling(X, 3.0)
    classifiers = fit_classifiers(X, is_boilerplate, np.ones(len(X)), np.arange(len(X)), scaling, NETWORK, seed=1)
    before = export_network(classifiers, scaling)
    for classifier in classifiers:
        classifier.coefs_[0] = classifier.coefs_[0].astype(np.float64) * scale
        classifier.intercepts_[0] = classifier.intercepts_[0].astype(np.float64) * scale
        classifier.coefs_[1] = classifier.coefs_[1].astype(np.float64) * out_scale
        classifier.intercepts_[1] = classifier.intercepts_[1].astype(np.float64) * (scale * out_scale)
    network = export_network(classifiers, scaling)
    network.check()
    if scale * out_scale == pytest.approx(1):
        assert network.log_odds(X) == pytest.approx(before.log_odds(X), abs=1e-2)
    p = network.predict_proba(X)
    assert ((p >= 0) & (p <= 1)).all()


class Weights(NamedTuple):
    """What is exported of a classifier: of the hidden layer and of the output."""

    coefs_: list[NDArray[np.float64]]
    intercepts_: list[NDArray[np.float64]]


def export_weights(weights: NDArray[np.float64], bias: Sequence[float]) -> Network:
    """A network with these weights, shape (n_inputs, n_units), of as many columns."""
    n_inputs, n_units = weights.shape
    center, rate = np.zeros((2, n_inputs), dtype=np.float32)
    layers = Weights([weights, np.ones((n_units, 1))], [np.array(bias), np.zeros(1)])
    network = export_network([layers], Scaling(center, rate, np.zeros(0, dtype=np.int16)))
    network.check()
    return network


def test_weights_are_rounded_to_the_finest_steps_that_are_exact() -> None:
    random = np.random.default_rng(1)
    many = export_weights(random.normal(size=(300, 64)), random.normal(size=64))
    highest = INPUT_LIMIT * np.abs(many.weights.astype(np.int64)).sum(axis=1) + np.abs(many.bias.astype(np.int64))
    assert 0.99 * MAX_HIDDEN < highest.max() < MAX_HIDDEN
    few = export_weights(np.array([[1.0, -3.0]]), [0.0, 0.5])
    assert 0.99 * 2**15 < np.abs(few.weights).max() < 2**15  # there 16 bits are what ends first


@pytest.mark.parametrize("large", range(50, 250, 10))
def test_weights_that_are_all_rounded_up_are_exported(large: int) -> None:
    # A sum of six large weights and many of one small size, which some of these large ones make all round up.
    weights = np.ones((1000, 1))
    weights[:6] = large
    export_weights(weights, [0.5])


@pytest.mark.parametrize("n_inputs", [1, 6, 400, 5000])
def test_a_bias_that_outweighs_all_inputs_is_exported(n_inputs: int) -> None:
    network = export_weights(np.full((n_inputs, 2), 1e-9), [1e9, -1e9])
    assert network.weights.tolist() == [[0] * n_inputs] * 2
    assert 0.98 * MAX_HIDDEN < np.abs(network.bias).max() < MAX_HIDDEN
