"""Training on small invented pages."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_info, threadpool_limits

import bbclf.train.networks
from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError, InputError
from bbclf.features import FEATURES, featurise
from bbclf.lexical import LexicalModel, LexicalWeights, gram_scores, line_grams
from bbclf.model import Model, load_model, save_model
from bbclf.network import INPUT_LIMIT, INPUT_STEPS, MAX_HIDDEN, Network, Scaling
from bbclf.page import VIEWS, LineBatch, Page
from bbclf.phrases import PhraseTable
from bbclf.tokens import read_chars, tokenise
from bbclf.train import LexicalParams, NetworkParams, TrainParams, read_params, train
from bbclf.train.lines import Lines, assign_folds, collect_lines, page_weights, sample_rows
from bbclf.train.networks import cross_fit, export_network, fit_classifiers, fit_final, fit_scaling
from bbclf.train.thresholds import choose_threshold, page_scores
from bbclf.train.vocabulary import fit_lexical, lexical_matrices

NAN = float("nan")
SUBJECTS = ["river", "harbour", "market", "bridge", "school", "library", "council", "railway"]
NETWORK = NetworkParams(n_networks=2, n_units=8, epochs=20, batch_size=16, learning_rate=0.01)
PARAMS = TrainParams(n_folds=2, lexical=LexicalParams(word_bits=12, attribute_bits=10), network=NETWORK)
SIDE_LINES = ["Home", "Share this page", "Subscribe to the newsletter", "Leave a reply", "All rights reserved"]


def prose(subject: str, n: int) -> str:
    return f"The {subject} was closed for the {n}th time this year, said the people who live beside the {subject}."


def labelled(page: Page, site: str, lang: str = "en") -> TrainingPage:
    """A page whose lines are content where they speak of a closing."""
    is_boilerplate = np.array([" was closed " not in line for line in page.lines], dtype=np.bool_)
    return TrainingPage(page, is_boilerplate, np.ones(len(page), dtype=np.float32), lang=lang, site=site)


def text_page(subject: str, number: int) -> TrainingPage:
    content = [prose(subject, number + i) for i in range(4)]
    lines = [*SIDE_LINES[:2], *content, *SIDE_LINES[2:]]
    return labelled(Page.from_text("\n".join(lines), id=f"{subject}-{number}", view="text"), subject)


def html_page(subject: str, number: int) -> TrainingPage:
    content = "".join(f"<p>{prose(subject, number + i)}</p>" for i in range(4))
    menu = "".join(f"<li><a href=/>{line}</a></li>" for line in SIDE_LINES)
    html = f"<title>{subject}</title><ul class=menu>{menu}</ul><main class={subject}>{content}</main>"
    return labelled(Page.from_html(html, id=f"{subject}-{number}-html"), subject)


TEXTS = [text_page(subject, number) for subject in SUBJECTS for number in range(2)]
HTMLS = [html_page(subject, number) for subject in SUBJECTS for number in range(2)]


def in_folds(pages: Sequence[TrainingPage]) -> tuple[list[TrainingPage], NDArray[np.int64]]:
    """Pages in the order of their folds, and the folds."""
    folds = assign_folds(pages, PARAMS.n_folds)
    order = np.argsort(folds, kind="stable")
    return [pages[i] for i in order], folds[order]


def vocabularies(pages: Sequence[TrainingPage], folds: NDArray[np.int64]) -> tuple[list[LexicalModel], LexicalModel]:
    return fit_lexical(pages, folds, PARAMS, PhraseTable.empty())


def with_labels(page: TrainingPage, is_boilerplate: bool) -> TrainingPage:
    return replace(page, is_boilerplate=np.full(len(page.page), is_boilerplate))


def hand_lines(is_boilerplate: Sequence[bool], page: Sequence[int], weight: Sequence[float]) -> Lines:
    starts = np.searchsorted(page, range(max(page) + 2))
    return Lines(np.array(page), np.array(is_boilerplate), np.array(weight, dtype=np.float64), starts)


# --- folds and weights ---


def test_pages_of_a_site_are_in_one_fold() -> None:
    folds = assign_folds(TEXTS + HTMLS, 3)
    of_site = {page.site: set() for page in TEXTS}
    for page, fold in zip(TEXTS + HTMLS, folds.tolist(), strict=True):
        of_site[page.site].add(fold)
    assert [len(found) for found in of_site.values()] == [1] * len(SUBJECTS)
    assert set(folds.tolist()) == {0, 1, 2}


def test_languages_are_spread_over_folds() -> None:
    page = Page.from_text("Rain")
    pages = [labelled(page, f"{lang}{i}", lang) for lang in ("en", "el") for i in range(4)]
    folds = assign_folds(pages, 2)
    assert sorted(folds[:4].tolist()) == sorted(folds[4:].tolist()) == [0, 0, 1, 1]


def test_without_a_site_the_address_counts_and_then_the_name() -> None:
    pages = [
        replace(labelled(Page.from_text("Rain", id=id, url=url), ""), site=None)
        for id, url in (("a", "http://x"), ("b", "http://x"), ("c", None), ("c", None))
    ]
    folds = assign_folds(pages, 2).tolist()
    assert folds[0] == folds[1] != folds[2] == folds[3]


def test_pages_of_large_sites_and_languages_weigh_less() -> None:
    page = Page.from_text("Rain")
    pages = [labelled(page, "a"), labelled(page, "a"), labelled(page, "b"), labelled(page, "c", "el")]
    weights = page_weights(pages, replace(PARAMS, site_power=0.5, lang_power=1.0))
    expected = np.array([2**-0.5 / 3, 2**-0.5 / 3, 1 / 3, 1])
    assert weights == pytest.approx(expected / expected.mean())


def test_lines_weigh_the_root_of_their_words_shared_out_in_their_page() -> None:
    pages = [labelled(Page.from_text("a b c\n***"), "a"), labelled(Page.from_text("d"), "b")]
    pages[1].weight[0] = 0.5
    lines = collect_lines(pages, np.array([3.0, 0.0, 8.0]), np.array([1.0, 2.0]))
    expected = np.array([2 / 3, 1 / 3, 0.5 * 2])
    assert lines.weight == pytest.approx(expected / expected.mean())
    assert (lines.page.tolist(), lines.starts.tolist()) == ([0, 0, 1], [0, 2, 3])


def test_as_many_rows_as_there_are_lines_are_all_of_them() -> None:
    rows, weight = sample_rows(np.ones(10), 10, seed=1)
    assert (rows.tolist(), weight.tolist()) == (list(range(10)), [1.0] * 10)


def test_a_line_drawn_stands_for_those_that_were_not() -> None:
    rows, weight = sample_rows(np.ones(1000), 250, seed=1)
    assert 200 < len(rows) < 300
    assert set(weight.tolist()) == {4.0}


def test_lines_of_weight_0_are_never_drawn() -> None:
    rows, _ = sample_rows(np.array([0.0, 2.0] * 50), 1000, seed=1)
    assert rows.tolist() == list(range(1, 100, 2))


# --- lexical weights ---


def test_the_matrix_of_words_times_the_weights_is_the_score() -> None:
    random = np.random.default_rng(1)
    weights = LexicalWeights(random.normal(size=1 << 12).astype(np.float32), 0.0)
    words, _ = lexical_matrices(TEXTS, PARAMS.lexical)
    lines = [line for page in TEXTS for line in page.page.lines]
    scores = gram_scores(line_grams(tokenise(read_chars(lines)), len(lines)), weights)
    assert words @ weights.weights == pytest.approx(scores, abs=1e-5)


def test_the_matrix_of_attributes_times_the_weights_is_the_feature() -> None:
    random = np.random.default_rng(1)
    nothing = LexicalWeights(np.zeros(2, dtype=np.float32), 0.0)
    weights = LexicalWeights(random.normal(size=1 << 10).astype(np.float32), 0.0)
    _, attributes = lexical_matrices(HTMLS, PARAMS.lexical)
    X = featurise(LineBatch([page.page for page in HTMLS]), LexicalModel(nothing, weights)).X
    column = X[:, [feature.name for feature in FEATURES].index("attribute_score")]
    assert attributes @ weights.weights == pytest.approx(column, abs=1e-5)


def test_lexical_weights_of_a_fold_do_not_know_its_words() -> None:
    pages, folds = in_folds(TEXTS)
    of_fold, final = vocabularies(pages, folds)
    only_in_fold_0 = {page.site for page, fold in zip(pages, folds, strict=True) if fold == 0}
    for subject in only_in_fold_0:
        bucket = line_grams(tokenise(read_chars([subject])), 1).buckets(1 << PARAMS.lexical.word_bits)[0]
        assert of_fold[0].words.weights[bucket] == 0
        assert final.words.weights[bucket] < 0


def test_what_sites_say_scores_above_what_articles_say() -> None:
    _, final = vocabularies(*in_folds(TEXTS))
    lines = ["Subscribe to the newsletter", prose("museum", 3)]
    side, content = gram_scores(line_grams(tokenise(read_chars(lines)), 2), final.words)
    assert side > content


def test_leftovers_teach_words_only_where_there_is_nothing_else() -> None:
    leftovers = [replace(page, page=Page.from_text("\n".join(page.page.lines), view="leftover")) for page in TEXTS]
    _, of_text = vocabularies(*in_folds(TEXTS))
    _, of_both = vocabularies(*in_folds([*TEXTS, *leftovers]))
    _, of_leftovers = vocabularies(*in_folds(leftovers))
    assert of_both.words.weights.tolist() == of_text.words.weights.tolist()
    assert of_leftovers.words.weights.any()


# --- networks ---


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

    monkeypatch.setattr(bbclf.train.networks, "MLPClassifier", Recorded)
    with threadpool_limits(2):
        before = list(warnings.filters), threadpool_info()
        fit(*training_rows())
        assert (list(warnings.filters), threadpool_info()) == before
    assert set(n_threads) == {1}


# --- thresholds ---


def test_page_scores() -> None:
    # Page 0: 10 words of content, 5 of boilerplate; page 1: no content; page 2: a line that does not count.
    lines = hand_lines([False, True, True, False, True], [0, 0, 1, 2, 2], [1, 1, 1, 1, 0])
    n_words = np.array([10.0, 5.0, 3.0, 4.0, 100.0])
    keep_all = page_scores(np.zeros(5, dtype=np.bool_), lines, n_words)
    assert keep_all == pytest.approx([2 * 10 / 25, np.nan, 1.0], nan_ok=True)
    keep_none = page_scores(np.ones(5, dtype=np.bool_), lines, n_words)
    assert keep_none == pytest.approx([0, np.nan, 0], nan_ok=True)


def test_the_threshold_parts_content_from_boilerplate() -> None:
    lines = hand_lines([False, True], [0, 0], [1, 1])
    p = np.array([0.62, 0.71], dtype=np.float32)
    assert 0.62 < choose_threshold(p, lines, np.array([5.0, 5.0]), np.ones(1), "html") <= 0.71


def test_a_threshold_that_harms_too_many_pages_is_not_chosen() -> None:
    # Nine pages gain by a threshold of 0.5 or less; the tenth loses all its content by one of 0.6 or less.
    p = np.array([0.1, 0.5] * 9 + [0.6], dtype=np.float32)
    lines = hand_lines([False, True] * 9 + [False], [*np.repeat(range(9), 2), 9], [1] * 19)
    n_words, weights = np.full(19, 5.0), np.ones(10)
    assert choose_threshold(p, lines, n_words, weights, "leftover") <= 0.5
    assert choose_threshold(p, lines, n_words, weights, "leftover", max_harm=0.05) > 0.6


@pytest.mark.parametrize(("words", "reaches"), [(1.0, True), (10.0, False)])
def test_the_threshold_is_higher_where_that_costs_next_to_nothing(words: float, reaches: bool) -> None:
    lines = hand_lines([False, True], [0, 0], [1, 1])
    p, n_words = np.array([0.1, 0.6], dtype=np.float32), np.array([1000.0, words])
    for view in ("html", "text"):
        assert (choose_threshold(p, lines, n_words, np.ones(1), view) > 0.6) == reaches
    assert choose_threshold(p, lines, n_words, np.ones(1), "leftover") <= 0.6


def test_the_threshold_of_leftovers_need_not_reach_down_to_a_few_likely_words() -> None:
    # Nine pages have 2 words of boilerplate at .72, a tenth has 10 words of content at .8.
    p = np.array([0.1, 0.72] * 9 + [0.1, 0.8], dtype=np.float32)
    lines = hand_lines([False, True] * 9 + [False, False], np.repeat(range(10), 2).tolist(), [1] * 20)
    n_words, weights = np.array([100.0, 2.0] * 9 + [100.0, 10.0]), np.ones(10)
    assert choose_threshold(p, lines, n_words, weights, "text") <= 0.72
    assert choose_threshold(p, lines, n_words, weights, "leftover") > 0.8


def test_without_content_the_threshold_is_even() -> None:
    lines = hand_lines([True], [0], [1])
    assert choose_threshold(np.array([0.9], dtype=np.float32), lines, np.ones(1), np.ones(1), "text") == 0.5


# --- all of it ---


@pytest.fixture(scope="module")
def trained() -> Model:
    return train(TEXTS + HTMLS, PARAMS)


def test_a_trained_model_labels_a_page_of_a_new_site(trained: Model) -> None:
    classifier = LineClassifier(trained)
    for page in (text_page("museum", 1), html_page("museum", 1)):
        assert np.array_equal(classifier.label(page.page).is_boilerplate, page.is_boilerplate)


def test_each_view_that_occurs_has_a_network_and_a_threshold(trained: Model) -> None:
    assert set(trained.networks) == set(trained.thresholds) == {"html", "text"}


def test_the_manifest_says_what_the_model_was_made_of(trained: Model) -> None:
    assert trained.manifest["seed"] == PARAMS.seed
    assert trained.manifest["data"]["pages"] == {"html": len(HTMLS), "text": len(TEXTS)}
    assert trained.manifest["data"]["languages"] == {"en": len(TEXTS + HTMLS)}


def test_a_trained_model_is_saved_and_loaded(trained: Model, tmp_path: Path) -> None:
    save_model(trained, tmp_path / "model", "")
    assert load_model(tmp_path / "model").thresholds == trained.thresholds


def test_the_same_pages_and_seed_make_the_same_arrays(trained: Model, tmp_path: Path) -> None:
    save_model(trained, tmp_path / "one", "")
    save_model(train(TEXTS + HTMLS, PARAMS), tmp_path / "other", "")
    one, other = ((tmp_path / name / "arrays.npz").read_bytes() for name in ("one", "other"))
    assert one == other


@pytest.mark.parametrize("pages", [[], [labelled(Page.from_text(""), "a")]])
def test_there_must_be_pages_with_lines(pages: list[TrainingPage]) -> None:
    with pytest.raises(DatasetError, match="there is nothing to train on"):
        train(pages, PARAMS)


def test_there_must_be_a_site_for_each_fold() -> None:
    with pytest.raises(DatasetError, match="at least 3 sites, one for each fold, got 2"):
        train(TEXTS[:4], replace(PARAMS, n_folds=3))


@pytest.mark.parametrize("is_boilerplate", [True, False])
def test_training_pages_must_have_both_labels(is_boilerplate: bool) -> None:
    with pytest.raises(DatasetError, match="lines of both labels"):
        train([with_labels(page, is_boilerplate) for page in TEXTS], PARAMS)


# --- parameters ---


def test_parameters_that_a_file_leaves_out_have_their_defaults(tmp_path: Path) -> None:
    (tmp_path / "params.toml").write_text("seed = 7\nsite_power = 1\n[network]\nn_units = 3\nalpha = 1\n", "utf-8")
    expected = TrainParams(seed=7, site_power=1.0, network=NetworkParams(n_units=3, alpha=1.0))
    assert read_params(tmp_path / "params.toml") == expected


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("sede = 7", "unknown parameter 'sede'; known: seed"),
        ("[network]\nunits = 3", r"unknown parameter network\.'units'; known: n_networks, n_units"),
        ("[network]\nn_units = 3.5", r"network\.n_units must be int, got float"),
        ("[first]\nn_trees = 3", "unknown parameter 'first'"),
        ("seed = '7'", "seed must be int, got str"),
        ("seed = true", "seed must be int, got bool"),
        ("network = 3", "network must be NetworkParams, got int"),
        ("seed =", "not readable as TOML"),
    ],
)
def test_bad_parameters(tmp_path: Path, toml: str, message: str) -> None:
    path = tmp_path / "params.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_params(path)
    assert caught.value.path == str(path)
