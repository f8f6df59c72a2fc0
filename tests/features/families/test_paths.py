"""Lines at the same path: each column's value, computed by hand."""

from __future__ import annotations

from math import log

import pytest

from tests.support.feature_pages import CARDS, NEWS
from tests.support.rows import TWELVE, TWENTY, Value, html

TWO_COLUMNS = html(f"<div class=a><p>{TWELVE}</p></div><div class=b><p>{TWENTY}</p></div>")
HALF_LINKED = html("<ul><li><a href=/>Home</a></li><li>Newspaper</li></ul>")

VALUES = [
    Value("path_lines", NEWS, 3, log(2)),
    Value("path_lines", NEWS, 2, 0),
    Value("path_lines", CARDS, 0, log(3)),
    Value("path_prose", NEWS, 3, 1),
    Value("path_prose", TWO_COLUMNS, 0, 2 / 12),
    Value("path_links", HALF_LINKED, 0, 4 / 13),
    Value("parent_path_prose", NEWS, 2, 1),
    Value("parent_path_prose", TWO_COLUMNS, 0, 2 / 12),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
