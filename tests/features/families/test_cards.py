"""Repeated siblings: each column's value, computed by hand."""

from __future__ import annotations

from math import log, log1p

import pytest

from bbclf.page import Page
from tests.support.feature_pages import POST, THREAD
from tests.support.rows import NAN, Value

TWO_POSTS = Page.from_html(f"<section>{POST * 2}</section>")
MENU = Page.from_html("<ul>" + "<li><a href=/>Home</a></li>" * 5 + "</ul>")

VALUES = [
    Value("card_lines", THREAD, 2, log(2)),
    Value("card_lines", THREAD, 0, NAN),
    Value("card_lines", TWO_POSTS, 0, NAN),
    Value("card_lines", MENU, 0, NAN),  # of one line each
    Value("card_words", THREAD, 2, log1p(21)),
    Value("card_words", THREAD, 7, log1p(2)),
    Value("card_prose", THREAD, 1, 30 / 63),
    Value("card_links", THREAD, 1, 0),
    Value("card_links", THREAD, 8, 9 / 18),
    Value("cards_share", THREAD, 1, 63 / 70),
    Value("cards_rank", THREAD, 1, 1),
    Value("cards_rank", THREAD, 7, 6 / 63),
    Value("cards_position", THREAD, 6, 1 / 13),
    Value("cards_position", THREAD, 9, 7 / 13),
    Value("card_line", THREAD, 3, 0),
    Value("card_line", THREAD, 4, log1p(1)),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
