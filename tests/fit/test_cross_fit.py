"""Out-of-fold features and probabilities do not know the labels of their fold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.fit.cross_fit import cross_fit, fit_final
from bbclf.fit.lines import collect_lines, page_weights
from tests.support.training_pages import HTMLS, PARAMS, TEXTS, in_folds, vocabularies, with_labels


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
