"""Lexical scores of words: each column's value, computed by hand."""

from __future__ import annotations

from math import sqrt

import pytest

from tests.support.rows import Value, html

VALUES = [
    Value("word_score", html("<p>rain</p>"), 0, 2 / sqrt(2) - 0.5),  # the word, and the line as a whole
    Value("word_score", html("<p>sun</p>"), 0, -0.5),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
