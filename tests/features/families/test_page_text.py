"""Kinds of pages by their text: each column's value, computed by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from tests.support.feature_pages import SHOP
from tests.support.rows import Value, text

DATED = text("12 May 2024", "Rain")
PROSE = text("It rained.", "Home")
# The line "Rain" has two n-grams, itself and the line as a whole, of which the model knows one: 2 / sqrt(2) - 0.5.
# The other line, of three words, has the bias alone.
SCORED = text("Rain", "a b c")

VALUES = [
    Value("page_currency", SHOP, 1, 2 / 3),
    Value("page_years", DATED, 1, 1 / 2),
    Value("page_sentences", PROSE, 1, 1 / 2),
    Value("page_word_score", SCORED, 1, sqrt(2) / 4 - 0.5),
    Value("word_score_to_page", SCORED, 0, sqrt(2) * 3 / 4),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
