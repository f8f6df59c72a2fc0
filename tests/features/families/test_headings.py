"""Headings and the distance to them: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.feature_pages import CARDS, NEWS
from tests.support.rows import NAN, Value, html

VALUES = [
    Value("heading_level", NEWS, 2, 1),
    Value("heading_level", html("<h4>Rain</h4>"), 0, 4),
    Value("heading_level", NEWS, 3, NAN),
    Value("lines_since_heading", NEWS, 0, NAN),
    Value("lines_since_heading", NEWS, 2, 0),
    Value("lines_since_heading", NEWS, 4, log1p(2)),
    Value("lines_since_h1", NEWS, 0, -log1p(2)),
    Value("lines_since_h1", NEWS, 2, 0),
    Value("lines_since_h1", NEWS, 5, log1p(3)),
    Value("lines_since_h1", CARDS, 0, NAN),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
