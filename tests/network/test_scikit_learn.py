"""A network gives the probabilities of the scikit-learn classifiers that it was exported from."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.network import INPUT_STEPS, Network
from tests.support.networks import Fitted


def probabilities(classifiers: Sequence[Any], inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    """By scikit-learn, of the mean of the classifiers' log-odds."""
    log_odds = []
    for classifier in map(copy, classifiers):
        classifier.out_activation_ = "identity"  # what stands for the probability is its log-odds then
        log_odds.append(classifier.predict_proba(inputs)[:, 1])
    return 1 / (1 + np.exp(-np.mean(log_odds, axis=0)))


def rounded(network: Network, classifiers: Sequence[Any]) -> list[Any]:
    """The classifiers with the network's weights in place of their own."""
    of_each = np.split(np.arange(len(network.bias)), len(classifiers))
    steps = 1000.0  # of a weight; as the units have no upper limit, more steps here are fewer at the output
    out_scale = network.out_scale * len(classifiers) * INPUT_STEPS * steps
    found = []
    for classifier, units in zip(map(copy, classifiers), of_each, strict=True):
        out_bias = classifier.intercepts_[1].astype(np.float64)
        classifier.coefs_ = [network.weights[units].T / steps, network.out[units, None] * out_scale]
        classifier.intercepts_ = [network.bias[units] / (steps * INPUT_STEPS), out_bias]
        found.append(classifier)
    return found


def test_probabilities_are_those_of_scikit_learn_with_the_rounded_weights(fitted: Fitted) -> None:
    network, classifiers, X = fitted
    network.check()
    expected = probabilities(rounded(network, classifiers), fitted.inputs)
    found = network.predict_proba(X)
    assert found.dtype == np.float32
    assert (expected < 0.1).sum() > 500
    assert (expected > 0.9).sum() > 500
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_rounding_changes_next_to_nothing(fitted: Fitted) -> None:
    expected = probabilities(fitted.classifiers, fitted.inputs)
    np.testing.assert_allclose(fitted.network.predict_proba(fitted.X), expected, atol=1e-3)


def test_a_single_classifier_is_exported_too(fitted: Fitted) -> None:
    from bbclf.fit.networks import export_network

    alone = export_network(fitted.classifiers[1:2], fitted.network.scaling)
    expected = fitted.classifiers[1].predict_proba(fitted.inputs)[:, 1]
    np.testing.assert_allclose(alone.predict_proba(fitted.X), expected, atol=1e-3)
