"""Tags and depth: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from bbclf.html import tags
from tests.support.feature_pages import NEWS
from tests.support.rows import Value, html

VALUES = [
    Value("depth", NEWS, 3, log1p(4)),  # html, body, main, article
    Value("depth_to_prose", NEWS, 3, 0),
    Value("depth_to_prose", NEWS, 5, -1),  # html, body, footer
    Value("tag", NEWS, 3, 0),
    Value("tag", NEWS, 0, 5),
    Value("tag", html("<x-card><p></p>Rain</x-card>"), 0, tags.OTHER_RANK),
    Value("parent_tag", NEWS, 3, 16),
    Value("parent_tag", NEWS, 0, tags.OTHER_RANK),  # <ul> has no rank of its own
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
