"""What lines share with other lines: each column's value, computed by hand."""

from __future__ import annotations

from math import log

import pytest

from tests.support.feature_pages import TWICE
from tests.support.rows import Value, text

PAGES = text("Page 1", "Next", "page 2")
SHAPES = text("Ab 1", "Cdef 23", "Gh 4", "x")
FELL = text("the rain fell", "the rain stopped", "goodbye")
COMMON = text("the rain", "the sun", "the sea")

VALUES = [
    Value("same_line", PAGES, 0, log(2)),
    Value("same_line", PAGES, 1, 0),
    Value("same_as_before", TWICE, 0, 0),
    Value("same_as_before", TWICE, 1, 1),
    Value("same_shape", SHAPES, 0, log(3)),
    Value("same_shape", SHAPES, 3, 0),
    Value("shape_as_neighbours", SHAPES, 0, 1),
    Value("shape_as_neighbours", SHAPES, 1, 2),
    Value("shape_as_neighbours", SHAPES, 3, 0),
    Value("words_elsewhere", FELL, 0, 2 / 3),
    Value("words_elsewhere", FELL, 2, 0),
    Value("pairs_elsewhere", FELL, 0, 1 / 2),
    Value("common_words", COMMON, 0, 1 / 2),
    Value("common_words", FELL, 0, 0),  # twice is not common
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
