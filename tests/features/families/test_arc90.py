"""Readability's scores: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.feature_pages import NEWS
from tests.support.rows import Value, html

# 1 point, and 1 for each 100 characters, for a paragraph of 25 or more; half of it one level up.
P42, P83 = 1.42, 1.83
ARC90 = html(f"<div><p>{'x' * 42}</p></div><div><p>{'x' * 83}</p></div>")

VALUES = [
    Value("arc90_score", NEWS, 3, 1),
    Value("arc90_score", NEWS, 5, 0),
    Value("arc90_score", ARC90, 0, P42 / P83),
    Value("arc90_best_above", NEWS, 2, 1),
    Value("arc90_best_above", NEWS, 0, 0),
    Value("arc90_best_above", ARC90, 0, (P42 + P83) / 2 / P83),
    Value("in_arc90_best", NEWS, 2, 1),
    Value("in_arc90_best", NEWS, 0, 0),
    Value("in_arc90_best", ARC90, 0, 0),
    Value("in_arc90_best", ARC90, 1, 1),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
