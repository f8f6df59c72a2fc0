"""Prose and the distance to it: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.feature_pages import NEWS_TEXT, TWICE
from tests.support.rows import NAN, TWELVE, Value, columns, html

VALUES = [
    Value("prose_words", NEWS_TEXT, 0, 0),
    Value("prose_words", NEWS_TEXT, 1, log1p(2)),
    Value("lines_since_prose", NEWS_TEXT, 0, NAN),
    Value("lines_since_prose", NEWS_TEXT, 2, log1p(1)),
    Value("lines_until_prose", NEWS_TEXT, 0, log1p(1)),
    Value("lines_until_prose", NEWS_TEXT, 1, 0),
    Value("lines_until_prose", TWICE, 0, NAN),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted


def test_words_of_links_are_not_prose() -> None:
    page = html(f"<p>{TWELVE}</p><p><a href=/>{TWELVE}</a></p>")
    assert columns(page)["prose_words"] == pytest.approx([log1p(2), 0])
