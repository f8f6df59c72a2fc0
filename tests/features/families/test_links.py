"""Links, emphasis and images: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.feature_pages import LINKED_PROSE, NEWS
from tests.support.rows import Value, html

EMPHASIS = html("<p><b>Rain</b> fell</p>")
PICTURE = html("<p><img src=a.png>Rain</p>")

VALUES = [
    Value("link_ratio", NEWS, 0, 1),
    Value("link_ratio", NEWS, 2, 0),
    Value("link_ratio", LINKED_PROSE, 1, 4 / 47),
    Value("links", NEWS, 0, log1p(1)),
    Value("links", html("<p><a href=/a>a</a><a href=/b>b</a></p>"), 0, log1p(2)),
    Value("links", html("<p><a name=a>a</a></p>"), 0, 0),
    Value("emphasis_ratio", EMPHASIS, 0, 4 / 9),
    Value("images", PICTURE, 0, log1p(1)),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
