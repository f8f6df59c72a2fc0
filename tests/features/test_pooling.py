"""Pooled probabilities of lines at the same DOM path, computed by hand."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from bbclf.page import Page
from tests.support.rows import features_of, text

# Words 3, 8, 3, 0.
FOUR = text("a b c", "d e f g h i j k", "l m n", "***")
P_FOUR = [0.9, 0.2, 0.4, 0.7]

# Words 3, 8, 1. Weights in the mean of a path, the square roots of one word more: 2, 3, root of 2.
SAME_PATH = Page.from_html("<p>a b c</p><p>d e f g h i j k</p><div>l</div>")
P_SAME_PATH = [0.7, 0.2, 0.1]


def pool(*pages: Page, p: list[float]) -> list[float]:
    return features_of(*pages).pooled(np.array(p, dtype=np.float32)).tolist()


def log_odds(p: float) -> float:
    return log(p / (1 - p))


def sigmoid(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


def test_lines_at_the_same_path_are_averaged_with_their_mean() -> None:
    mean = (log_odds(0.7) * 2 + log_odds(0.2) * 3) / 5
    halfway = [sigmoid((log_odds(p) + mean) / 2) for p in (0.7, 0.2)]
    assert pool(SAME_PATH, p=P_SAME_PATH) == pytest.approx([*halfway, 0.1], abs=1e-6)


def test_a_line_without_words_has_a_weight_of_1() -> None:
    page = Page.from_html("<p>a b c</p><p>***</p>")
    mean = (log_odds(0.7) * 2 + log_odds(0.2) * 1) / 3
    halfway = [sigmoid((log_odds(p) + mean) / 2) for p in (0.7, 0.2)]
    assert pool(page, p=[0.7, 0.2]) == pytest.approx(halfway, abs=1e-6)


def test_another_class_is_another_path() -> None:
    page = Page.from_html("<p class=item>a b c</p><p>d e f g h i j k</p><p class=item>l m n</p>")
    even = sigmoid((log_odds(0.7) + log_odds(0.2)) / 2)
    first, alone, last = pool(page, p=[0.7, 0.6, 0.2])
    assert alone == pytest.approx(0.6, abs=1e-6)
    assert first == pytest.approx(sigmoid((log_odds(0.7) + log_odds(even)) / 2), abs=1e-6)
    assert last == pytest.approx(sigmoid((log_odds(0.2) + log_odds(even)) / 2), abs=1e-6)


def test_certain_content_is_pooled_too() -> None:
    # Nearer to 0 and 1 than 1e-4 is as near as that: of 2 and 3 parts, the mean is a fifth of the way.
    far = log_odds(1 - 1e-4)
    expected = [sigmoid((-far + far / 5) / 2), 1 - 1e-4, 1 - 1e-4]
    assert pool(SAME_PATH, p=[0.0, 1.0, 1.0]) == pytest.approx(expected, abs=1e-6)


def test_sure_boilerplate_is_never_made_less_sure_but_more_sure_by_its_path() -> None:
    assert pool(SAME_PATH, p=[0.81, 0.001, 0.1])[0] == pytest.approx(0.81, abs=1e-6)
    assert pool(SAME_PATH, p=[0.79, 0.001, 0.1])[0] < 0.5
    mean = (log_odds(0.81) * 2 + log_odds(0.99) * 3) / 5
    assert pool(SAME_PATH, p=[0.81, 0.99, 0.1])[0] == pytest.approx(sigmoid((log_odds(0.81) + mean) / 2), abs=1e-6)


def test_text_is_not_pooled_and_neither_are_pages_with_each_other() -> None:
    as_given = np.array(P_FOUR, dtype=np.float32).tolist()
    assert pool(FOUR, p=P_FOUR) == as_given
    both = pool(SAME_PATH, FOUR, SAME_PATH, p=[*P_SAME_PATH, *P_FOUR, 0.5, 0.5, 0.5])
    assert both[:3] == pool(SAME_PATH, p=P_SAME_PATH)
    assert both[3:] == pytest.approx([*P_FOUR, 0.5, 0.5, 0.5], abs=1e-6)
    assert both[3:7] == as_given


def test_what_was_given_is_left_as_it_was() -> None:
    p = np.array(P_SAME_PATH, dtype=np.float32)
    features_of(SAME_PATH).pooled(p)
    assert p.tolist() == np.array(P_SAME_PATH, dtype=np.float32).tolist()
