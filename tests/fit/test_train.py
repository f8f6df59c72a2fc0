"""Training on small invented pages: folds, weights, words, and a whole model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError, FeatureMismatchError
from bbclf.features import FEATURES, featurise
from bbclf.fit import fit_model, train
from bbclf.fit.lines import assign_folds, collect_lines, page_weights, sample_rows
from bbclf.fit.vocabulary import lexical_matrices
from bbclf.lexicon.packaged import packaged_phrases
from bbclf.lexicon.phrases import PhraseTable
from bbclf.lexicon.scores import LexicalModel, LexicalWeights, gram_scores, line_grams
from bbclf.model import Model, load_model, save_model
from bbclf.page import LineBatch, Page
from bbclf.tokens import read_chars, tokenise
from tests.support.training_pages import (
    HTMLS,
    PARAMS,
    SUBJECTS,
    TEXTS,
    html_page,
    in_folds,
    labelled,
    prose,
    text_page,
    vocabularies,
    with_labels,
)

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


def test_a_trained_model_can_favor_precision_or_recall(trained: Model) -> None:
    for view in trained.networks:
        assert trained.threshold(view, "precision") <= trained.threshold(view) <= trained.threshold(view, "recall")


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


def test_a_model_has_the_packaged_phrases_and_no_others_are_saved(trained: Model, tmp_path: Path) -> None:
    assert trained.lexical.phrases is packaged_phrases()
    reduced = train(TEXTS, PARAMS, PhraseTable.empty())
    assert len(reduced.lexical.phrases.keys) == 0
    with pytest.raises(FeatureMismatchError, match="table of phrases of its own cannot be saved: train it with"):
        save_model(reduced, tmp_path / "model", "")
    assert not (tmp_path / "model").exists()


@pytest.mark.parametrize("pages", [[], [labelled(Page.from_text(""), "a")]])
def test_there_must_be_pages_with_lines(pages: list[TrainingPage]) -> None:
    with pytest.raises(DatasetError, match="there is nothing to train on"):
        train(pages, PARAMS)


def test_folds_are_made_by_page_where_sites_are_few() -> None:
    said: list[str] = []
    fitted = fit_model([*TEXTS[:4], *HTMLS[:4]], replace(PARAMS, n_folds=3), report=said.append)
    assert said[0].startswith("warning: pages of only 2 sites for 3 folds: folds are made by page.")
    assert len(list(fitted.held_out())) == 8
    assert "warning" not in said[1]


def test_there_must_be_a_page_for_each_fold() -> None:
    with pytest.raises(DatasetError, match="training needs 4 pages or more, one for each fold, got 2: add pages"):
        train(TEXTS[:2], replace(PARAMS, n_folds=4))


def test_no_fold_is_empty_if_there_are_as_many_sites() -> None:
    page = Page.from_text("Rain")
    pages = [labelled(page, f"site {lang}", lang) for lang in ("en", "el", "de", "fr")]
    assert sorted(assign_folds(pages, 4).tolist()) == [0, 1, 2, 3]


def test_held_out_pages_are_labelled_by_a_model_that_has_not_seen_their_site() -> None:
    fitted = fit_model(TEXTS, PARAMS)
    for page, held_out in fitted.held_out():
        assert held_out.page is page.page
        assert held_out.p_boilerplate.tolist() != LineClassifier(fitted.model).label(page.page).p_boilerplate.tolist()


@pytest.mark.parametrize("is_boilerplate", [True, False])
def test_training_pages_must_have_both_labels(is_boilerplate: bool) -> None:
    with pytest.raises(DatasetError, match="lines of both labels"):
        train([with_labels(page, is_boilerplate) for page in TEXTS], PARAMS)
