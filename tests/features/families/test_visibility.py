"""Hidden lines: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.feature_pages import NEWS
from tests.support.rows import Value

VALUES = [
    Value("hidden", NEWS, 4, 0),
    Value("hidden", NEWS, 5, 1),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
