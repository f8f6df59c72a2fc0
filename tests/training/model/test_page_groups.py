"""Scores of groups of pages, and their intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bbclf.fit import Fitted, fit_model
from bbclf.fit.thresholds import page_scores
from tests.support.training_pages import HTMLS, PARAMS, TEXTS, hand_lines
from training.model.page_groups import N_DRAWS, SEED, PageScores, bootstrap_interval, group_scores, score_pages


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit_model([*HTMLS, *TEXTS], PARAMS)


def scores_of(f1: Sequence[float], keep_all: float = 0.5) -> PageScores:
    values = np.array(f1)
    return PageScores(values, values, values, np.full(len(values), keep_all))


# --- scores of pages ---


def test_words_of_a_page() -> None:
    # Two content lines of 3 and 1 words, a menu of 4, a line that could not be labelled.
    lines = hand_lines([False, False, True, False], page=[0, 0, 0, 0], weight=[1, 1, 1, 0])
    n_words = np.array([3.0, 1.0, 4.0, 9.0])
    scores = score_pages(np.array([False, True, False, True]), lines, n_words)
    assert scores.precision[0] == pytest.approx(3 / 7)
    assert scores.recall[0] == pytest.approx(3 / 4)
    assert scores.f1[0] == pytest.approx(6 / 11)
    assert scores.keep_all[0] == pytest.approx(8 / 12)
    assert scores.harmed.tolist() == [True]


def test_scores_are_those_that_thresholds_are_chosen_by(fitted: Fitted) -> None:
    for fit in fitted.views.values():
        scores = score_pages(fit.is_boilerplate, fit.cross.lines, fit.cross.n_words)
        expected = page_scores(fit.is_boilerplate, fit.cross.lines, fit.cross.n_words)
        np.testing.assert_allclose(scores.f1, expected)


def test_a_page_without_content_has_no_score_and_nothing_kept_no_precision() -> None:
    lines = hand_lines([True, False], page=[0, 1], weight=[1, 1])
    scores = score_pages(np.array([True, True]), lines, np.array([3.0, 3.0]))
    assert np.isnan(scores.f1[0])
    assert (scores.f1[1], scores.precision[1], scores.recall[1]) == (0, 0, 0)


# --- groups ---


def test_small_groups_are_summed_up_and_pages_without_a_group_left_out() -> None:
    names = ["a"] * 6 + ["b"] * 5 + ["c"] * 2 + ["d"] + [None]
    rows = group_scores(
        scores_of([1.0] * 6 + [0.5] * 5 + [0.0] * 2 + [0.3] + [0.9]), names, [f"s{i}" for i in range(15)]
    )
    assert [(row.name, row.n_pages) for row in rows] == [("a", 6), ("b", 5), ("others", 3), ("all", 14)]
    assert rows[2].f1 == pytest.approx(0.1)
    assert rows[2].harmed == pytest.approx(1.0)
    assert rows[3].f1 == pytest.approx((6 + 2.5 + 0.3) / 14)


def test_pages_without_content_are_in_no_group() -> None:
    rows = group_scores(scores_of([np.nan, 1.0]), ["a", "a"], ["s", "t"])
    assert [(row.name, row.n_pages) for row in rows] == [("others", 1), ("all", 1)]


def test_without_groups_there_are_no_rows() -> None:
    assert group_scores(scores_of([1.0]), [None], ["s"]) == []


# --- intervals ---


def test_the_interval_is_that_of_sites_drawn_one_by_one() -> None:
    random = np.random.default_rng(3)
    values, sites = random.random(30), [f"s{i}" for i in random.integers(0, 8, 30)]
    names = sorted(set(sites))
    draws = np.random.default_rng(SEED).multinomial(len(names), [1 / len(names)] * len(names), size=N_DRAWS)
    means = []
    for draw in draws:
        drawn = [value for name, times in zip(names, draw, strict=True) for _ in range(times)
                 for value, site in zip(values, sites, strict=True) if site == name]  # fmt: skip
        means.append(np.mean(drawn))
    low, high = np.quantile(means, [0.025, 0.975])
    assert bootstrap_interval(values, sites) == pytest.approx((low, high))


def test_repeating_the_pages_of_a_site_does_not_narrow_the_interval() -> None:
    values, sites = np.array([0.2, 0.4, 0.9, 1.0]), ["a", "b", "c", "d"]
    once, thrice = bootstrap_interval(values, sites), bootstrap_interval(np.tile(values, 3), sites * 3)
    assert once == pytest.approx(thrice)
    assert once is not None
    assert once[0] < values.mean() < once[1]


def test_one_site_has_no_interval() -> None:
    assert bootstrap_interval(np.array([0.2, 0.8]), ["a", "a"]) is None
