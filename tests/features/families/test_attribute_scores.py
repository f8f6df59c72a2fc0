"""Lexical scores of attributes: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.rows import NAN, Value, html, text

PLAIN = text("Rain")

VALUES = [
    Value("attribute_score", html("<div class=menu><p class=item>x</p></div>"), 0, 2 + 1 + 0.25),
    Value("attribute_score", html("<p class=item><a class=icon>x</a></p>"), 0, 1 + 0.5 + 0.25),
    # Of the elements around a line the four innermost are read.
    Value("attribute_score", html("<div class=menu><div><div><p class=item>x</p></div></div></div>"), 0, 3.25),
    Value("attribute_score", html("<ul class=menu><div><div><div><p class=item>x</p></div></div></div></ul>"), 0, 1.25),
    Value("attribute_score", PLAIN, 0, NAN),
    Value("near_attribute_score", html("<div class=menu><p class=item>x</p></div>"), 0, 1),
    Value("near_attribute_score", html("<p class=item><a class=icon>x</a></p>"), 0, 1 + 0.5),
    Value("near_attribute_score", PLAIN, 0, NAN),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
