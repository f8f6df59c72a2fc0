"""Kinds of pages by their markup: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from bbclf.page import Page
from tests.support.feature_pages import SHOP, THREAD
from tests.support.rows import NAN, Value

ATTRIBUTES = Page.from_html("<div class=menu>Rain</div><p>a b c</p>")
HEADED = Page.from_html("<h2>A</h2><p>Text</p><h2>B</h2><p>Text</p><p>Text</p>")

VALUES = [
    Value("page_links", THREAD, 0, 9 / 157),
    Value("page_links", SHOP, 0, NAN),
    Value("page_headings", HEADED, 0, 2 / 5),
    Value("page_headings", SHOP, 0, NAN),
    Value("page_cards", THREAD, 0, 63 / 70),
    Value("page_cards", HEADED, 0, 0),
    Value("page_cards", SHOP, 0, NAN),
    Value("page_attribute_score", ATTRIBUTES, 1, (2.25 + 3 * 0.25) / 4),
    Value("page_attribute_score", SHOP, 1, NAN),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
