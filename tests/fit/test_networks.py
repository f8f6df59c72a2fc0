"""Networks fitted to small invented pages: scaling, weights, folds."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info, threadpool_limits

import bbclf.fit.networks
from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.features import FEATURES, featurise
from bbclf.fit import NetworkParams
from bbclf.fit.lines import collect_lines, page_weights
from bbclf.fit.networks import cross_fit, export_network, fit_classifiers, fit_final, fit_scaling
from bbclf.network import INPUT_LIMIT, INPUT_STEPS, MAX_HIDDEN, Network, Scaling
from bbclf.page import LineBatch
from bbclf.view import VIEWS
from tests.support.training_pages import HTMLS, NETWORK, PARAMS, TEXTS, in_folds, vocabularies, with_labels

NAN = float("nan")


def float_rows(*rows: Sequence[float]) -> NDArray[np.float32]:
    return np.array(rows, dtype=np.float32)


def test_columns_are_scaled_by_their_mean_and_deviation() -> None:
    X = float_rows([1, -4, 5], [3, NAN, 5.5], [NAN, 8, 6], [NAN, NAN, 5.5])
    scaling = fit_scaling(X, 3.0)
    assert scaling.center == pytest.approx([2, 2, 5.5])
    assert scaling.rate == pytest.approx([INPUT_STEPS / 1, INPUT_STEPS / 6, INPUT_STEPS / np.sqrt(0.125)])
    assert scaling.inputs(X)[:3].T.tolist() == [[-32, -32, -45], [32, 0, 0], [0, 32, 45], [0, 0, 0]]


def test_a_longer_reach_leaves_room_for_what_is_far_from_the_mean() -> None:
    X = np.zeros((50, 1), dtype=np.float32)
    X[0] = 1  # 7 standard deviations from the mean
    assert fit_scaling(X, 3.0).inputs(X)[0, 0] == INPUT_LIMIT
    assert fit_scaling(X, 8.0).inputs(X)[0, 0] == round(7 * INPUT_LIMIT / 8)
    assert fit_scaling(X, 8.0).rate == pytest.approx(INPUT_LIMIT / 8 / X.std())


def test_networks_learn_the_same_whatever_the_reach_where_nothing_is_far() -> None:
    X = np.random.default_rng(1).uniform(size=(2000, 3)).astype(np.float32)
    noise = X[:, 0] > X[:, 1]
    once = replace(NETWORK, epochs=1)  # in which smaller inputs would be learnt from less
    near, far = (fit(X, noise, params=replace(once, reach=reach)).predict_proba(X) for reach in (3.0, 12.0))
    assert np.abs(near - far).mean() < 0.03
    assert ((near > 0.5) == noise).mean() > 0.9


def test_leftovers_have_a_reach_of_their_own() -> None:
    params = replace(PARAMS, leftover_reach=9.0)
    assert [params.of_view(view).network.reach for view in VIEWS] == [
        {"html": NETWORK.reach, "text": NETWORK.reach, "leftover": 9.0}[view] for view in VIEWS
    ]


def test_columns_that_are_constant_or_have_no_value_are_no_inputs() -> None:
    # A constant, one with NaN, one that differs by rounding alone, no value at all, one value; then what does vary.
    X = float_rows([7, 7, 1, NAN, NAN, 1], [7, NAN, 1 + 2**-23, NAN, NAN, 3], [7, 7, 1, NAN, 5, 1])
    scaling = fit_scaling(X, 3.0)
    assert scaling.rate[:5].tolist() == [0] * 5
    assert scaling.rate[5] > 0
    assert scaling.center[:5] == pytest.approx([7, 7, 1, 0, 5])
    others = float_rows([1e9, -1e9, 1, 1, -1, 1])
    assert scaling.inputs(others)[:5, 0].tolist() == [0] * 5


def test_columns_that_are_often_but_not_always_missing_have_a_flag() -> None:
    n_rows = 1000
    X = np.tile(np.arange(n_rows, dtype=np.float32)[:, None], 6)
    for column, n_missing in enumerate((0, 5, 6, 994, 995, 1000)):  # 5 of 1000 are rare, 6 are not
        X[:n_missing, column] = NAN
    scaling = fit_scaling(X, 3.0)
    assert scaling.flagged.tolist() == [2, 3]
    assert scaling.flagged.dtype == np.int16
    assert scaling.inputs(X)[6:].sum(axis=1).tolist() == [INPUT_STEPS * 6, INPUT_STEPS * 994]


def test_scaling_has_the_dtypes_of_a_model_folder() -> None:
    scaling = fit_scaling(training_rows()[0], 3.0)
    assert [array.dtype for array in (scaling.center, scaling.rate)] == [np.float32] * 2
    assert scaling.n_inputs == len(FEATURES) + len(scaling.flagged) > len(FEATURES) + 50


def training_rows() -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Feature rows of text and of HTML, NaN where the one lacks what the other has."""
    pages = TEXTS + HTMLS
    _, lexical = vocabularies(*in_folds(pages))
    X = featurise(LineBatch([page.page for page in pages]), lexical).X
    return X, np.concatenate([page.is_boilerplate for page in pages])


def fit(
    X: NDArray[np.float32],
    is_boilerplate: NDArray[np.bool_],
    weight: NDArray[np.float64] | None = None,
    params: NetworkParams = NETWORK,
    seed: int = 1,
) -> Network:
    """A network of rows, which have a scaling of their own whatever they weigh."""
    scaling = fit_scaling(X, params.reach)
    weight = np.ones(len(X)) if weight is None else weight
    return export_network(fit_classifiers(X, is_boilerplate, weight, scaling, params, seed), scaling)


def packed(network: Network) -> list[bytes]:
    """All that a network is made of, to the last bit."""
    scaling = network.scaling
    numbers = np.array([network.out_scale, network.out_bias])
    arrays = (scaling.center, scaling.rate, scaling.flagged, network.weights, network.bias, network.out, numbers)
    return [array.tobytes() for array in arrays]


def test_an_exported_network_has_the_mean_log_odds_of_scikit_learn() -> None:
    X, is_boilerplate = training_rows()
    assert np.isnan(X).any(axis=0).sum() > 100
    noisy = is_boilerplate ^ (np.random.default_rng(1).random(len(X)) < 0.2)
    scaling = fit_scaling(X, 3.0)
    classifiers = fit_classifiers(X, noisy, np.ones(len(X)), scaling, NETWORK, seed=1)
    network = export_network(classifiers, scaling)
    network.check("exported")
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
    classifiers = fit_classifiers(X, is_boilerplate, np.ones(len(X)), scaling, NETWORK, seed=1)
    before = export_network(classifiers, scaling)
    for classifier in classifiers:
        classifier.coefs_[0] = classifier.coefs_[0].astype(np.float64) * scale
        classifier.intercepts_[0] = classifier.intercepts_[0].astype(np.float64) * scale
        classifier.coefs_[1] = classifier.coefs_[1].astype(np.float64) * out_scale
        classifier.intercepts_[1] = classifier.intercepts_[1].astype(np.float64) * (scale * out_scale)
    network = export_network(classifiers, scaling)
    network.check("of another size")
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
    network.check("exported")
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
        export_network(fit_classifiers(*rows, scaling, NETWORK, seed=1), scaling)
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


@pytest.mark.parametrize("given", [TEXTS, HTMLS], ids=["text", "html"])
def test_probabilities_of_a_fold_do_not_know_its_labels(given: list[TrainingPage]) -> None:
    pages, folds = in_folds(given)
    lied = [with_labels(page, bool(i % 2)) if folds[i] == 0 else page for i, page in enumerate(pages)]
    of_fold, _ = vocabularies(pages, folds)
    # The same vocabularies, so that all that could tell of a fold's labels is its network.
    honest, other = (cross_fit(p, folds, of_fold, PARAMS) for p in (pages, lied))
    in_fold_0 = folds[honest.lines.page] == 0
    assert np.array_equal(honest.p_boilerplate[in_fold_0], other.p_boilerplate[in_fold_0])
    assert (honest.p_boilerplate[~in_fold_0] != other.p_boilerplate[~in_fold_0]).all()


def test_vocabularies_of_a_fold_do_not_know_its_labels_either() -> None:
    pages, folds = in_folds(TEXTS)
    lied = [with_labels(page, bool(i % 2)) if folds[i] == 0 else page for i, page in enumerate(pages)]
    honest, other = (cross_fit(p, folds, vocabularies(p, folds)[0], PARAMS) for p in (pages, lied))
    in_fold_0 = folds[honest.lines.page] == 0
    assert np.array_equal(honest.X[in_fold_0], other.X[in_fold_0], equal_nan=True)
    assert not np.array_equal(honest.X[~in_fold_0], other.X[~in_fold_0], equal_nan=True)


def test_a_fold_is_predicted_by_a_network_of_the_other_folds() -> None:
    pages, folds = in_folds(TEXTS)
    of_fold, _ = vocabularies(pages, folds)
    cross = cross_fit(pages, folds, of_fold, PARAMS)
    fold = folds[cross.lines.page]
    for k in range(PARAMS.n_folds):
        others = replace(cross, X=cross.X[fold != k], lines=collect_lines(
            [page for page, of_page in zip(pages, folds, strict=True) if of_page != k],
            cross.n_words[fold != k],
            page_weights(pages, PARAMS)[folds != k],
        ))  # fmt: skip
        p = fit_final(others, PARAMS).predict_proba(cross.X[fold == k])
        assert cross.p_boilerplate[fold == k] == pytest.approx(p, abs=1e-3)


def test_folds_side_by_side_make_the_same_probabilities_each_time() -> None:
    pages, folds = in_folds(TEXTS + HTMLS)
    of_fold, _ = vocabularies(pages, folds)
    one, other = (cross_fit(pages, folds, of_fold, PARAMS).p_boilerplate for _ in range(2))
    assert one.tobytes() == other.tobytes()


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
