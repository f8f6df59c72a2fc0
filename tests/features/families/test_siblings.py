"""Siblings: each column's value, computed by hand."""

from __future__ import annotations

from math import log

import pytest

from tests.support.feature_pages import CARDS, NEWS
from tests.support.rows import Value

VALUES = [
    Value("siblings", NEWS, 0, log(2)),
    Value("siblings", NEWS, 2, 0),
    Value("siblings", NEWS, 3, log(2)),
    Value("card_siblings", CARDS, 0, log(3)),
    Value("card_siblings", NEWS, 3, 0),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
