"""Networks trained on small invented pages: seeds, weights of lines, threads."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info, threadpool_limits

import bbclf.fit.networks
from bbclf.errors import DatasetError
from bbclf.fit import NetworkParams
from bbclf.fit.networks import export_network, fit_classifiers
from bbclf.fit.scaling import fit_scaling
from bbclf.network import Network
from tests.support.training_pages import NETWORK, float_rows, training_rows


def fit(
    X: NDArray[np.float32],
    is_boilerplate: NDArray[np.bool_],
    weight: NDArray[np.float64] | None = None,
    params: NetworkParams = NETWORK,
    seed: int = 1,
) -> Network:
    """A network of rows, which have a scaling of their own whatever they weigh."""
    scaling = fit_scaling(X, params.clip)
    weight = np.ones(len(X)) if weight is None else weight
    return export_network(fit_classifiers(X, is_boilerplate, weight, np.arange(len(X)), scaling, params, seed), scaling)


def packed(network: Network) -> list[bytes]:
    """All that a network is made of, to the last bit."""
    scaling = network.scaling
    numbers = np.array([network.out_scale, network.out_bias])
    arrays = (scaling.center, scaling.rate, scaling.flagged, network.weights, network.bias, network.out, numbers)
    return [array.tobytes() for array in arrays]


def test_networks_learn_the_same_whatever_the_clip_where_nothing_is_far() -> None:
    X = np.random.default_rng(1).uniform(size=(2000, 3)).astype(np.float32)
    noise = X[:, 0] > X[:, 1]
    once = replace(NETWORK, epochs=1)  # in which smaller inputs would be learnt from less
    near, far = (fit(X, noise, params=replace(once, clip=clip)).predict_proba(X) for clip in (3.0, 12.0))
    assert np.abs(near - far).mean() < 0.03
    assert ((near > 0.5) == noise).mean() > 0.9


def test_the_same_rows_and_seed_make_the_same_bytes() -> None:
    X, is_boilerplate = training_rows()
    assert packed(fit(X, is_boilerplate)) == packed(fit(X, is_boilerplate))
    assert packed(fit(X, is_boilerplate)) != packed(fit(X, is_boilerplate, seed=2))


def test_networks_differ_in_their_seed_alone() -> None:
    X, is_boilerplate = training_rows()
    one = replace(NETWORK, n_networks=1)
    both, first, second = (
        fit(X, is_boilerplate, params=params, seed=seed) for params, seed in ((NETWORK, 1), (one, 1), (one, 2))
    )
    log_odds = (first.log_odds(X) + second.log_odds(X)) / 2
    assert both.log_odds(X) == pytest.approx(log_odds, abs=1e-2)


def test_rows_of_weight_0_change_nothing() -> None:
    X, is_boilerplate = training_rows()
    scaling = fit_scaling(X, 3.0)
    weight = np.linspace(0.5, 2, len(X))
    added = np.concatenate([X[:50] * 3, X, X[:50] * -1])
    labels = np.concatenate([~is_boilerplate[:50], is_boilerplate, ~is_boilerplate[:50]])
    padded = np.concatenate([np.zeros(50), weight, np.zeros(50)])
    expected, found = (
        export_network(fit_classifiers(*rows, np.arange(len(rows[0])), scaling, NETWORK, seed=1), scaling)
        for rows in ((X, is_boilerplate, weight), (added, labels, padded))
    )
    assert packed(found) == packed(expected)


def test_rows_count_by_their_weight() -> None:
    # Of each two rows that are alike, one is boilerplate; the heavier one decides.
    random = np.random.default_rng(1)
    X = np.repeat(random.normal(size=(100, 3)).astype(np.float32), 2, axis=0)
    is_boilerplate = np.tile([True, False], 100)
    for heavy in (True, False):
        p = fit(X, is_boilerplate, np.where(is_boilerplate == heavy, 1.9, 0.1)).predict_proba(X)
        assert ((p > 0.5) == heavy).all()


def test_fewer_rows_than_a_batch() -> None:
    X = float_rows([0, 1], [1, 0], [0, 2])
    network = fit(X, np.array([True, False, True]), params=replace(NETWORK, batch_size=256, epochs=200))
    assert (network.predict_proba(X) > 0.5).tolist() == [True, False, True]


@pytest.mark.parametrize(
    ("labels", "weight", "found"),
    [
        ([True, True], [1, 1], "boilerplate only"),
        ([False, False], [1, 1], "content only"),
        ([True, False], [1, 0], "boilerplate only"),
        ([True, False], [0, 0], "no labelled line"),
    ],
)
def test_both_labels_are_needed(labels: list[bool], weight: list[float], found: str) -> None:
    X = np.zeros((2, 3), dtype=np.float32)
    with pytest.raises(DatasetError, match=f"found {found}: add labelled pages"):
        fit(X, np.array(labels), np.array(weight, dtype=np.float64))


def test_fitting_takes_one_thread_and_leaves_all_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    n_threads = []

    class Recorded(MLPClassifier):
        def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Recorded:
            n_threads.extend(library["num_threads"] for library in threadpool_info())
            return super().fit(X, y, sample_weight)

    monkeypatch.setattr(bbclf.fit.networks, "MLPClassifier", Recorded)
    with threadpool_limits(2):
        before = list(warnings.filters), threadpool_info()
        fit(*training_rows())
        assert (list(warnings.filters), threadpool_info()) == before
    assert set(n_threads) == {1}
