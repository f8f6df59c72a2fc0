"""What the first stage says of the lines around a line: each feature's value, computed by hand."""

from __future__ import annotations

from math import exp, log, log1p

import numpy as np
import pytest
from rows import NAN, TWELVE, TWENTY, features_of, text, with_context

from bbclf.features import context
from bbclf.page import Page

# Words 3, 8, 3, 0. The root of one word more, a line's mass in means over lines: 2, 3, 2, 1.
FOUR = text("a b c", "d e f g h i j k", "l m n", "***")
P_FOUR = [0.1, 0.8, 0.6, 0.3]
MASS = 2 + 3 + 2 + 1
EXPECTED = 0.1 * 2 + 0.8 * 3 + 0.6 * 2 + 0.3 * 1

# One line of content, with 30 lines before it and 40 after it.
SPIKE = text(*["rain"] * 71)
P_SPIKE = [float(line == 30) for line in range(71)]

# Words 20, 1, 1, 1, 1, 12; of the last line, ancestor k holds the last k + 1 lines.
NESTED = Page.from_html(f"{TWENTY}<div>E<div>D<div>C<div>B<p>{TWELVE}</p></div></div></div></div>")
P_NESTED = [0.5, 0.1, 0.2, 0.3, 0.4, 0.75]
WORDS_UP = [12, 13, 14, 15, 16, 36]
CONTENT_UP = [9, 9.4, 9.7, 9.9, 10, 20]

SAME_PATH = Page.from_html("<p>a b c</p><p>d e f g h i j k</p><div>l</div>")
P_SAME_PATH = [0.1, 0.8, 0.9]

VALUES: list[tuple[str, Page, list[float], int, float]] = [
    ("p", FOUR, P_FOUR, 1, 0.8),
    ("p[-3]", FOUR, P_FOUR, 3, 0.1),
    ("p[-2]", FOUR, P_FOUR, 3, 0.8),
    ("p[-1]", FOUR, P_FOUR, 3, 0.6),
    ("p[-1]", FOUR, P_FOUR, 0, NAN),
    ("p[+1]", FOUR, P_FOUR, 0, 0.8),
    ("p[+2]", FOUR, P_FOUR, 0, 0.6),
    ("p[+3]", FOUR, P_FOUR, 0, 0.3),
    ("p[+3]", FOUR, P_FOUR, 1, NAN),
    ("p~1", FOUR, P_FOUR, 0, (0.1 * 2 + 0.8 * 3) / 5),
    ("p~3", FOUR, P_FOUR, 0, EXPECTED / MASS),
    ("p<3", FOUR, P_FOUR, 1, (0.1 * 2 + 0.8 * 3) / 5),
    ("p>3", FOUR, P_FOUR, 2, (0.6 * 2 + 0.3 * 1) / 3),
    ("p~1", SPIKE, P_SPIKE, 31, 1 / 3),
    ("p~1", SPIKE, P_SPIKE, 32, 0),
    ("p~3", SPIKE, P_SPIKE, 33, 1 / 7),
    ("p~3", SPIKE, P_SPIKE, 34, 0),
    ("p~8", SPIKE, P_SPIKE, 38, 1 / 17),
    ("p~8", SPIKE, P_SPIKE, 39, 0),
    ("p~20", SPIKE, P_SPIKE, 50, 1 / 41),
    ("p~20", SPIKE, P_SPIKE, 51, 0),
    ("p<3", SPIKE, P_SPIKE, 33, 1 / 4),
    ("p<8", SPIKE, P_SPIKE, 38, 1 / 9),
    ("p<20", SPIKE, P_SPIKE, 50, 1 / 21),
    ("p<20", SPIKE, P_SPIKE, 29, 0),
    ("p>3", SPIKE, P_SPIKE, 27, 1 / 4),
    ("p>8", SPIKE, P_SPIKE, 22, 1 / 9),
    ("p>20", SPIKE, P_SPIKE, 10, 1 / 21),
    ("p>20", SPIKE, P_SPIKE, 31, 0),
    ("p_max_before", FOUR, P_FOUR, 0, 0.1),
    ("p_max_before", FOUR, P_FOUR, 3, 0.8),
    ("p_max_after", FOUR, P_FOUR, 0, 0.8),
    ("p_max_after", FOUR, P_FOUR, 2, 0.6),
    ("content_before", FOUR, P_FOUR, 1, (0.1 * 2 + 0.8 * 3 / 2) / EXPECTED),
    ("page_content", FOUR, P_FOUR, 0, EXPECTED / MASS),
    ("page_content_words", FOUR, P_FOUR, 0, log1p(0.1 * 3 + 0.8 * 8 + 0.6 * 3)),
    ("p_rank", FOUR, P_FOUR, 2, 0.6 / 0.8),
    *((f"up{k}_p", NESTED, P_NESTED, 5, CONTENT_UP[k] / WORDS_UP[k]) for k in range(6)),
    *((f"up{k}_content", NESTED, P_NESTED, 5, CONTENT_UP[k] / 20) for k in range(6)),
    ("up0_p", FOUR, P_FOUR, 0, NAN),
    ("path_p", SAME_PATH, P_SAME_PATH, 0, (0.1 * 3 + 0.8 * 8) / 11),
    ("path_p", SAME_PATH, P_SAME_PATH, 2, 0.9),
    ("path_p", FOUR, P_FOUR, 0, NAN),
]


@pytest.mark.parametrize(
    ("feature", "page", "p_content", "line", "expected"), VALUES, ids=[f"{v[0]}-{v[3]}" for v in VALUES]
)
def test_value(feature: str, page: Page, p_content: list[float], line: int, expected: float) -> None:
    assert with_context(page, p_content)[feature][line] == pytest.approx(expected, abs=1e-5, nan_ok=True)


def test_every_feature_has_a_value_here() -> None:
    assert {name for name, *_ in VALUES} == {feature.name for feature in context.FEATURES}


def test_a_page_without_any_content() -> None:
    found = with_context(FOUR, [0, 0, 0, 0])
    for name in ("content_before", "page_content", "page_content_words", "p_rank"):
        assert found[name] == [0, 0, 0, 0]


def pool(*pages: Page, p: list[float]) -> list[float]:
    return features_of(*pages).pooled(np.array(p, dtype=np.float32)).tolist()


def log_odds(p: float) -> float:
    return log(p / (1 - p))


def test_lines_at_the_same_path_are_drawn_halfway_to_their_mean() -> None:
    # Two paragraphs of 3 and 8 words, of mass 2 and 3; the line of the other element is alone.
    mean = (log_odds(0.1) * 2 + log_odds(0.8) * 3) / 5
    halfway = [1 / (1 + exp(-(log_odds(p) + mean) / 2)) for p in (0.1, 0.8)]
    assert pool(SAME_PATH, p=P_SAME_PATH) == pytest.approx([*halfway, 0.9], abs=1e-6)


def test_certain_lines_are_pooled_too() -> None:
    certain = pool(SAME_PATH, p=[0.0, 1.0, 1.0])
    assert 0 < certain[0] < certain[1] < 1


def test_text_is_not_pooled_and_neither_are_pages_with_each_other() -> None:
    assert pool(FOUR, p=P_FOUR) == pytest.approx(P_FOUR, abs=1e-6)
    both = pool(SAME_PATH, FOUR, SAME_PATH, p=[*P_SAME_PATH, *P_FOUR, 0.5, 0.5, 0.5])
    assert both[:3] == pool(SAME_PATH, p=P_SAME_PATH)
    assert both[3:] == pytest.approx([*P_FOUR, 0.5, 0.5, 0.5], abs=1e-6)
