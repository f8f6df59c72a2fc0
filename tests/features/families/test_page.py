"""Size of pages: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.feature_pages import NEWS_TEXT, SQUARED_CHARS
from tests.support.rows import Value, text

SPACELESS = text("天气", "abcdef")

VALUES = [
    Value("page_lines", NEWS_TEXT, 0, log1p(4)),
    Value("page_words", NEWS_TEXT, 0, log1p(35)),
    Value("page_prose_ratio", NEWS_TEXT, 0, 12 / 35),
    Value("page_prose_chars", NEWS_TEXT, 0, log1p(SQUARED_CHARS / 78)),
    Value("page_spaceless", SPACELESS, 0, 2 / 8),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
