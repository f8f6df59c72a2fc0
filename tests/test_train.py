"""Training on small invented pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError, InputError
from bbclf.features import FEATURES, featurise
from bbclf.lexical import LexicalModel, LexicalWeights, gram_scores, line_grams
from bbclf.model import Model, load_model, save_model
from bbclf.page import LineBatch, Page
from bbclf.phrases import PhraseTable
from bbclf.tokens import read_chars, tokenise
from bbclf.train import ForestParams, LexicalParams, TrainParams, read_params, train
from bbclf.train.forests import cross_fit, export_forest, filled_columns, fit_forest
from bbclf.train.lines import Lines, assign_folds, collect_lines, page_weights, sample_rows
from bbclf.train.thresholds import choose_threshold, page_scores
from bbclf.train.vocabulary import fit_lexical, lexical_matrices

SUBJECTS = ["river", "harbour", "market", "bridge", "school", "library", "council", "railway"]
FOREST = ForestParams(n_trees=8, min_samples_leaf=3, max_leaves=5)
PARAMS = TrainParams(n_folds=2, lexical=LexicalParams(word_bits=12, attribute_bits=10), first=FOREST, second=FOREST)
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


# --- forests ---


def training_rows() -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Feature rows of text and of HTML, NaN where the one lacks what the other has."""
    pages = TEXTS + HTMLS
    _, lexical = vocabularies(*in_folds(pages))
    X = featurise(LineBatch([page.page for page in pages]), lexical).X
    return X, np.concatenate([page.is_boilerplate for page in pages])


def test_an_exported_forest_has_the_probabilities_of_scikit_learn() -> None:
    X, is_boilerplate = training_rows()
    assert np.isnan(X).any(axis=0).sum() > 100
    noisy = is_boilerplate ^ (np.random.default_rng(1).random(len(X)) < 0.2)
    params = replace(FOREST, n_trees=30, max_leaves=31)
    columns = filled_columns(X)
    model = fit_forest(X[:, columns], noisy, np.ones(len(X)), params, seed=1)
    forest = export_forest(model, columns, X.shape[1])
    forest.check("exported")
    assert (forest.feature >= 0).sum() > 100
    assert forest.predict_proba(X) == pytest.approx(model.predict_proba(X[:, columns])[:, 1], abs=1e-6)


def test_columns_without_any_value_are_not_fitted() -> None:
    X = np.array([[1, np.nan, np.nan], [2, np.nan, 3]], dtype=np.float32)
    assert filled_columns(X).tolist() == [0, 2]


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
        fit_forest(X, np.array(labels), np.array(weight, dtype=np.float64), FOREST, seed=1)


def test_probabilities_of_a_fold_do_not_know_its_labels() -> None:
    pages, folds = in_folds(TEXTS)
    lied = [with_labels(page, bool(i % 2)) if folds[i] == 0 else page for i, page in enumerate(pages)]
    honest, other = (cross_fit(p, folds, vocabularies(p, folds)[0], PARAMS) for p in (pages, lied))
    in_fold_0 = folds[honest.lines.page] == 0
    assert np.array_equal(honest.p_first[in_fold_0], other.p_first[in_fold_0])
    assert not np.array_equal(honest.p_first[~in_fold_0], other.p_first[~in_fold_0])


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
    assert choose_threshold(p, lines, n_words, weights, "text") <= 0.5
    assert choose_threshold(p, lines, n_words, weights, "text", max_harm=0.05) > 0.6


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


def test_each_view_that_occurs_has_forests_and_a_threshold(trained: Model) -> None:
    assert set(trained.stages) == set(trained.thresholds) == {"html", "text"}


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
    (tmp_path / "params.toml").write_text("seed = 7\nsite_power = 1\n[first]\nn_trees = 3\n", "utf-8")
    expected = TrainParams(seed=7, site_power=1.0, first=ForestParams(n_trees=3))
    assert read_params(tmp_path / "params.toml") == expected


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("sede = 7", "unknown parameter 'sede'; known: seed"),
        ("[first]\ntrees = 3", r"unknown parameter first\.'trees'"),
        ("seed = '7'", "seed must be int, got str"),
        ("seed = true", "seed must be int, got bool"),
        ("first = 3", "first must be ForestParams, got int"),
        ("seed =", "not readable as TOML"),
    ],
)
def test_bad_parameters(tmp_path: Path, toml: str, message: str) -> None:
    path = tmp_path / "params.toml"
    path.write_text(toml, "utf-8")
    with pytest.raises(InputError, match=message) as caught:
        read_params(path)
    assert caught.value.path == str(path)
