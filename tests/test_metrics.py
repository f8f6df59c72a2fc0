"""Precision, recall and F1, computed by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.metrics import Score, harmonic, line_f1, segment_checks, word_f1


@pytest.mark.parametrize(
    ("hits", "n_kept", "n_true", "score"),
    [
        (0, 0, 0, Score(1.0, 1.0, 1.0)),
        (0, 0, 3, Score(0.0, 0.0, 0.0)),
        (0, 3, 0, Score(0.0, 0.0, 0.0)),
        (0, 2, 3, Score(0.0, 0.0, 0.0)),
        (2, 2, 2, Score(1.0, 1.0, 1.0)),
        (1, 2, 4, Score(0.5, 0.25, 1 / 3)),
    ],
)
def test_harmonic(hits: int, n_kept: int, n_true: int, score: Score) -> None:
    assert harmonic(hits, n_kept, n_true) == pytest.approx(score)


@pytest.mark.parametrize(
    ("kept", "truth", "score"),
    [
        ("rain all night", "all night long again", Score(2 / 3, 2 / 4, 4 / 7)),
        ("rain rain", "rain", Score(1 / 2, 1.0, 2 / 3)),  # a word counts as often as it stands there
        ("rain rain", "rain rain rain", Score(1.0, 2 / 3, 4 / 5)),
        ("night rain", "rain\nnight", Score(1.0, 1.0, 1.0)),  # in any order, on any line
        ("RAIN, in 2024!", "rain in 1999", Score(1.0, 1.0, 1.0)),
        ("天气很好", "天气", Score(0.5, 1.0, 2 / 3)),
        ("كَتَبَ", "كتب", Score(1.0, 1.0, 1.0)),
        ("", "", Score(1.0, 1.0, 1.0)),
        ("***", "", Score(1.0, 1.0, 1.0)),
        ("", "rain", Score(0.0, 0.0, 0.0)),
    ],
)
def test_word_f1(kept: str, truth: str, score: Score) -> None:
    assert word_f1(kept, truth) == pytest.approx(score)


@given(st.text(), st.text())
def test_word_f1_is_the_same_either_way(kept: str, truth: str) -> None:
    there, back = word_f1(kept, truth), word_f1(truth, kept)
    assert (there.precision, there.recall, there.f1) == (back.recall, back.precision, back.f1)


def test_line_f1() -> None:
    is_boilerplate = np.array([True, False, False, False, True])
    truth = np.array([True, True, False, False, False])
    assert line_f1(is_boilerplate, truth) == pytest.approx(Score(2 / 3, 2 / 3, 2 / 3))


def test_line_f1_leaves_out_lines_of_weight_0() -> None:
    is_boilerplate = np.array([False, False, True])
    truth = np.array([False, True, False])
    assert line_f1(is_boilerplate, truth, np.array([1, 0, 0], dtype=np.float32)) == Score(1.0, 1.0, 1.0)


def test_line_f1_counts_weights() -> None:
    is_boilerplate = np.array([False, False, True])
    truth = np.array([False, True, False])
    weight = np.array([3, 1, 2], dtype=np.float32)
    assert line_f1(is_boilerplate, truth, weight) == pytest.approx(Score(3 / 4, 3 / 5, 2 / 3))


def test_segment_checks() -> None:
    kept = "It rained all night. Share this."
    score = segment_checks(kept, ["It rained", "The river rose"], ["Share this", "Log in"])
    assert score == Score(0.5, 0.5, 0.5)


def test_segment_checks_take_iterators() -> None:
    assert segment_checks("rain", iter(["rain"]), iter(["sun"])) == Score(1.0, 1.0, 1.0)
