"""Where a line stands and what is said twice: each feature's value, computed by hand."""

from __future__ import annotations

from math import log, log1p

import pytest

from bbclf.features import place
from bbclf.page import Page
from tests.support.rows import NAN, TWELVE, TWENTY, Value, columns, text

# Characters 4, 23, 9, 42: together 78. Words 1, 12, 2, 20: together 35. Prose words 0, 2, 0, 10.
NEWS = text("Home", "", TWELVE, "News item", "", "", TWENTY)
SQUARES = 4**2 + 23**2 + 9**2 + 42**2

SCRIPTS = text("ab", "abда", "***")
SPACELESS = text("天气", "abcdef")
PAGES = text("Page 1", "Next", "page 2")
TWICE = text("Home", "HOME", "News")
SHAPES = text("Ab 1", "Cdef 23", "Gh 4", "x")
FELL = text("the rain fell", "the rain stopped", "goodbye")
COMMON = text("the rain", "the sun", "the sea")
TITLED = Page.from_html(
    "<title>Rain in town</title>"
    '<meta name=description content="rain fell all night">'
    '<script type="application/ld+json">{"articleBody": "Rain fell at night."}</script>'
    "<p>Rain</p><p>Rain in our town</p><p>rain fell today</p>"
)
UNTITLED = Page.from_html("<p>Rain</p>")
UNLIKE_TITLE = Page.from_html("<title>Rain in town</title><p>Rain again and again</p>")

VALUES = [
    Value("line_ratio", NEWS, 1, 1.5 / 4),
    Value("lines_before", NEWS, 1, log1p(1)),
    Value("lines_after", NEWS, 1, log1p(2)),
    Value("chars_before_ratio", NEWS, 1, (4 + 23 / 2) / 78),
    Value("prose_before_ratio", NEWS, 1, (2 / 2) / 12),
    Value("prose_before_ratio", NEWS, 3, (2 + 10 / 2) / 12),
    Value("prose_before_ratio", TWICE, 0, 0.5),  # a page without prose
    Value("gap_before", NEWS, 1, log1p(1)),
    Value("gap_before", NEWS, 3, log1p(2)),
    Value("gap_after", NEWS, 2, log1p(2)),
    Value("gap_after", NEWS, 3, 0),
    Value("prose_words", NEWS, 0, 0),
    Value("prose_words", NEWS, 1, log1p(2)),
    Value("lines_since_prose", NEWS, 0, NAN),
    Value("lines_since_prose", NEWS, 2, log1p(1)),
    Value("lines_until_prose", NEWS, 0, log1p(1)),
    Value("lines_until_prose", NEWS, 1, 0),
    Value("lines_until_prose", TWICE, 0, NAN),
    Value("chars_rank", NEWS, 1, 2.5 / 4),  # two shorter lines, and half of itself
    Value("chars_rank", TWICE, 0, 0.5),  # all three alike
    Value("chars_to_mean", NEWS, 1, log(23 / (78 / 4))),
    Value("chars_to_prose", NEWS, 1, log(23 / (SQUARES / 78))),
    Value("page_script_ratio", SCRIPTS, 1, 0.5),
    Value("page_script_ratio", SCRIPTS, 2, NAN),
    Value("page_lines", NEWS, 0, log1p(4)),
    Value("page_words", NEWS, 0, log1p(35)),
    Value("page_prose_ratio", NEWS, 0, 12 / 35),
    Value("page_prose_chars", NEWS, 0, log1p(SQUARES / 78)),
    Value("page_spaceless", SPACELESS, 0, 2 / 8),
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


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{value.feature}-{value.line}")
def test_value(value: Value) -> None:
    found = columns(value.page)[value.feature][value.line]
    assert found == pytest.approx(value.expected, abs=1e-6, nan_ok=True)


def test_every_feature_has_a_value_here() -> None:
    assert {value.feature for value in VALUES} == {feature.name for feature in place.FEATURES}


def test_words_of_links_are_not_prose() -> None:
    page = Page.from_html(f"<p>{TWELVE}</p><p><a href=/>{TWELVE}</a></p>")
    assert columns(page)["prose_words"] == pytest.approx([log1p(2), 0])


def test_a_page_of_one_line() -> None:
    found = columns(text("Rain"))
    assert (found["line_ratio"], found["chars_before_ratio"], found["chars_rank"]) == ([0.5], [0.5], [0.5])
    assert (found["lines_before"], found["lines_after"], found["chars_to_mean"]) == ([0], [0], [0])
