"""What lines share with the head of their page: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from bbclf.page import Page
from tests.support.rows import NAN, Value

TITLED = Page.from_html(
    "<title>Rain in town</title>"
    '<meta name=description content="rain fell all night">'
    '<script type="application/ld+json">{"articleBody": "Rain fell at night."}</script>'
    "<p>Rain</p><p>Rain in our town</p><p>rain fell today</p>"
)
UNTITLED = Page.from_html("<p>Rain</p>")
UNLIKE_TITLE = Page.from_html("<title>Rain in town</title><p>Rain again and again</p>")

VALUES = [
    Value("in_title", TITLED, 1, 3 / 4),
    Value("in_title", UNTITLED, 0, NAN),
    Value("title_in_line", TITLED, 0, 1 / 3),
    Value("title_in_line", TITLED, 1, 1),
    Value("title_in_line", UNTITLED, 0, NAN),
    Value("in_description", TITLED, 1, 0),
    Value("in_description", TITLED, 2, 1 / 2),
    Value("in_description", UNTITLED, 0, NAN),
    Value("in_body", TITLED, 2, 1 / 2),
    Value("in_body", UNTITLED, 0, NAN),
    # Twice the common words by all words: 2/4, 6/7, 2/6.
    Value("lines_since_title", TITLED, 0, -log1p(1)),
    Value("lines_since_title", TITLED, 1, 0),
    Value("lines_since_title", TITLED, 2, log1p(1)),
    Value("lines_since_title", UNTITLED, 0, NAN),
    Value("lines_since_title", UNLIKE_TITLE, 0, NAN),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
