"""The threshold of a view, chosen by hand-made probabilities."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.fit.thresholds import choose_favored_threshold, choose_threshold, judging_pages, page_scores
from bbclf.steering import FAVORS, Favor
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


@pytest.mark.parametrize(("unlabelled", "counts"), [(10.0, True), (11.0, False)])
def test_a_page_that_is_mostly_unlabelled_has_no_say(unlabelled: float, counts: bool) -> None:
    # Page 0 has 10 words of content at .8, and as many or more in a line without a label; page 1 has boilerplate at .6.
    lines = hand_lines([False, True, False, True], [0, 0, 1, 1], [1, 0, 1, 1])
    p, n_words = np.array([0.8, 0.9, 0.1, 0.6], dtype=np.float32), np.array([10.0, unlabelled, 10.0, 5.0])
    threshold = choose_threshold(p, lines, n_words, np.ones(2), "leftover")
    assert (threshold > 0.8) == counts
    assert judging_pages(lines, n_words).tolist() == [counts, True]


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


def test_page_scores_by_precision_or_recall() -> None:
    # Kept: 10 words of content and 5 of boilerplate. F0.5 = 1.25 * 10 / (15 + 2.5), F2 = 5 * 10 / (15 + 40).
    lines, keep_all = hand_lines([False, True], [0, 0], [1, 1]), np.zeros(2, dtype=np.bool_)
    for beta, expected in ((0.5, 12.5 / 17.5), (2.0, 50 / 55)):
        assert page_scores(keep_all, lines, np.array([10.0, 5.0]), beta) == pytest.approx([expected])


def test_thresholds_that_favor_precision_or_recall() -> None:
    # 100 words of content, then two pairs of boilerplate and content. F0.5: 1.25 * 100 / (100 + 35) without the pairs,
    # 1.25 * 130 / (160 + 35) with one. F2: 5 * 130 / (160 + 560) with one pair, 5 * 140 / (180 + 560) with both.
    lines = hand_lines([False, True, False, True, False], [0] * 5, [1] * 5)
    p = np.array([0.1, 0.45, 0.5, 0.62, 0.63], dtype=np.float32)
    n_words = np.array([100.0, 30.0, 30.0, 10.0, 10.0])

    def favored(favor: Favor) -> float:
        return choose_favored_threshold(p, lines, n_words, np.ones(1), "html", favor, 0.6)

    assert favored("precision") <= 0.45
    assert favored("recall") >= 0.63


def test_without_content_no_threshold_is_favored() -> None:
    lines = hand_lines([True], [0], [1])
    p = np.array([0.9], dtype=np.float32)
    for favor in FAVORS:
        assert choose_favored_threshold(p, lines, np.ones(1), np.ones(1), "text", favor, 0.5) == 0.5
