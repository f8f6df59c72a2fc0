"""What the whole page says of its lines: each feature's value, computed by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from bbclf.features import kind
from bbclf.page import Page
from tests.features.test_cards import THREAD
from tests.support.rows import NAN, Value, columns, text

SHOP = text("$5", "Rain", "€6 now")
DATED = text("12 May 2024", "Rain")
PROSE = text("It rained.", "Home")
# The line "Rain" has two n-grams, itself and the line as a whole, of which the model knows one: 2 / sqrt(2) - 0.5.
# The other line, of three words, has the bias alone.
SCORED = text("Rain", "a b c")
ATTRIBUTES = Page.from_html("<div class=menu>Rain</div><p>a b c</p>")
HEADED = Page.from_html("<h2>A</h2><p>Text</p><h2>B</h2><p>Text</p><p>Text</p>")

VALUES = [
    Value("page_currency", SHOP, 1, 2 / 3),
    Value("page_years", DATED, 1, 1 / 2),
    Value("page_sentences", PROSE, 1, 1 / 2),
    Value("page_word_score", SCORED, 1, sqrt(2) / 4 - 0.5),
    Value("word_score_to_page", SCORED, 0, sqrt(2) * 3 / 4),
    Value("page_links", THREAD, 0, 9 / 157),
    Value("page_links", SHOP, 0, NAN),
    Value("page_headings", HEADED, 0, 2 / 5),
    Value("page_headings", SHOP, 0, NAN),
    Value("page_cards", THREAD, 0, 63 / 70),
    Value("page_cards", HEADED, 0, 0),
    Value("page_cards", SHOP, 0, NAN),
    Value("page_attribute_score", ATTRIBUTES, 1, (2.25 + 3 * 0.25) / 4),
    Value("page_attribute_score", SHOP, 1, NAN),
]


@pytest.mark.parametrize(
    ("feature", "page", "line", "expected"), VALUES, ids=[f"{v.feature}-{v.expected:.2f}" for v in VALUES]
)
def test_value(feature: str, page: Page, line: int, expected: float) -> None:
    assert columns(page)[feature][line] == pytest.approx(expected, abs=1e-5, nan_ok=True)


def test_every_feature_has_a_value_here() -> None:
    assert {value.feature for value in VALUES} == {feature.name for feature in kind.FEATURES}
