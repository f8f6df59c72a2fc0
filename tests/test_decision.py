"""A page keeps its view's threshold, unless its own probabilities say that another would serve it far better."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.decision import LIKELY, MIN_GAIN, expected_f_threshold, leftover_threshold, page_thresholds


def decide(p: list[float], words: list[float], threshold: float = 0.6) -> float:
    return expected_f_threshold(np.array(p, dtype=np.float32), np.array(words, dtype=np.float64), threshold)


def test_a_clear_page_keeps_the_threshold() -> None:
    assert decide([0.05, 0.95, 0.02], [30, 3, 40]) == 0.6


def test_a_page_without_lines_keeps_the_threshold() -> None:
    assert decide([], []) == 0.6


def test_where_nothing_passes_the_likeliest_lines_are_kept() -> None:
    # Expected content: .3 * 10 + .3 * 10 + .01 * 10 = 6.1 words. Keeping one line: 2 * 3 / (10 + 6.1) = .37,
    # two: 2 * 6 / (20 + 6.1) = .46, three: 2 * 6.1 / (30 + 6.1) = .34.
    threshold = decide([0.7, 0.7, 0.99], [10, 10, 10])
    assert 0.7 < threshold < 0.99


def test_what_is_surely_boilerplate_stays_so() -> None:
    # Expected content: .01 * 3 words; keeping a line of 3 words: 2 * .01 * 3 / 3.02 = .02, less than MIN_GAIN.
    assert decide([0.99, 1.0], [3, 300]) == 0.6


def test_a_small_gain_changes_nothing() -> None:
    # .61 is just above the threshold: 2 * 9 / (10 + 9.39) = .928 without it, 2 * 9.39 / (11 + 9.39) = .921 with it.
    assert decide([0.1, 0.61], [10, 1]) == 0.6
    assert MIN_GAIN == 0.05


def test_pages_are_decided_apart() -> None:
    p = np.array([0.05, 0.95, 0.7, 0.7, 0.99], dtype=np.float32)
    found = page_thresholds(p, np.full(5, 10.0), np.array([0, 2, 2, 5]), 0.6, "html")
    assert found[:2].tolist() == [0.6, 0.6]
    assert found[2] == pytest.approx(0.7, abs=1e-6)
    assert (p[2:] >= found[2]).tolist() == [False, False, True]


def clean(p: list[float], words: list[float], threshold: float = 0.9) -> float:
    return leftover_threshold(np.array(p, dtype=np.float32), np.array(words, dtype=np.float64), threshold)


def test_a_leftover_loses_a_few_words_that_are_likely_boilerplate() -> None:
    # .8 goes, for 2 of 102 words are a small part; the line of 20 words at .75 would be too much.
    assert clean([0.1, 0.8, 0.05], [60, 2, 40]) == pytest.approx(0.8, abs=1e-6)
    assert clean([0.1, 0.8, 0.75, 0.05], [60, 2, 20, 40]) == pytest.approx(0.8, abs=1e-6)


def test_a_leftover_loses_no_more_than_a_few_words() -> None:
    assert clean([0.1, 0.8, 0.05], [60, 4, 40]) == 0.9
    assert clean([0.1, 0.8, 0.8, 0.05], [60, 2, 2, 40]) == 0.9  # equal lines stay together


def test_what_is_surely_boilerplate_does_not_count() -> None:
    assert clean([0.1, 0.95, 0.8], [100, 300, 3]) == pytest.approx(0.8, abs=1e-6)


def test_an_unlikely_line_stays_in_a_leftover() -> None:
    assert clean([0.1, LIKELY - 0.01], [1000, 1]) == 0.9
    assert clean([0.1, LIKELY + 0.01], [1000, 1]) == pytest.approx(LIKELY + 0.01, abs=1e-6)


def test_a_leftover_without_lines_keeps_the_threshold() -> None:
    assert clean([], []) == 0.9


def test_leftovers_have_a_rule_of_their_own() -> None:
    p, words = np.array([0.1, 0.8], dtype=np.float32), np.array([100.0, 1.0])
    assert page_thresholds(p, words, np.array([0, 2]), 0.9, "html").tolist() == [0.9]
    assert page_thresholds(p, words, np.array([0, 2]), 0.9, "leftover") == pytest.approx([0.8], abs=1e-6)


def test_precision_keeps_fewer_lines_of_an_unsure_page_and_recall_more() -> None:
    # Content expected of each line of 10 words: 6, 4, 2; 12 in all. F0.5 = 1.25 c / (kept + 3): 7.5 / 13 = .577,
    # 12.5 / 23 = .543, 15 / 33 = .455. F2 = 5 c / (kept + 48): 30 / 58 = .52, 50 / 68 = .74, 60 / 78 = .77.
    p, words = np.array([0.4, 0.6, 0.8], dtype=np.float32), np.full(3, 10.0)
    n_kept = [int((p < expected_f_threshold(p, words, 0.1, beta)).sum()) for beta in (0.5, 2.0)]
    assert n_kept == [1, 3]


def test_who_favors_recall_loses_no_line_of_a_leftover_below_the_threshold() -> None:
    p, words, starts = np.array([0.1, 0.8], dtype=np.float32), np.array([100.0, 1.0]), np.array([0, 2])
    assert page_thresholds(p, words, starts, 0.9, "leftover", "recall").tolist() == [0.9]
    assert page_thresholds(p, words, starts, 0.9, "leftover", "precision") == pytest.approx([0.8], abs=1e-6)
