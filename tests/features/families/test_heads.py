"""Heads of lines: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p, sqrt

import pytest

from tests.support.rows import NAN, Value, of_line

RAIN = 2 / sqrt(2) - 0.5
"""Word score of a head "rain": the word, and the head as a whole."""

VALUES = [
    of_line("has_head", "rain: a headline", 1),
    of_line("has_head", "rain | a headline", 1),
    of_line("has_head", "rain» a headline", 1),
    of_line("has_head", "rain – a headline", 1),
    of_line("has_head", "阅读：新闻", 1),
    of_line("has_head", "a b c d e f: g", 0),  # six tokens
    of_line("has_head", "a headline", 0),
    of_line("has_head", "rain:", 0),  # nothing follows
    of_line("has_head", ": rain", 0),
    of_line("head_score", "rain: a headline", RAIN),
    of_line("head_score", "sun: rain", -0.5),
    of_line("head_score", "rain", NAN),
    of_line("head_tokens", "read also: a headline", 2),
    of_line("head_tokens", "a headline", NAN),
    of_line("rest_tokens", "read also: a new headline", log1p(3)),
    of_line("rest_tokens", "a headline", NAN),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
