"""The threshold of a view, chosen by hand-made probabilities."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.fit.thresholds import choose_threshold, page_scores
from tests.support.training_pages import hand_lines


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
