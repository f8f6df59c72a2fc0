"""Length and script against the rest of the page: each column's value, computed by hand."""

from __future__ import annotations

from math import log

import pytest

from tests.support.feature_pages import NEWS_TEXT, SQUARED_CHARS, TWICE
from tests.support.rows import NAN, Value, columns, text

SCRIPTS = text("ab", "abда", "***")

VALUES = [
    Value("chars_rank", NEWS_TEXT, 1, 2.5 / 4),  # two shorter lines, and half of itself
    Value("chars_rank", TWICE, 0, 0.5),  # all three alike
    Value("chars_to_mean", NEWS_TEXT, 1, log(23 / (78 / 4))),
    Value("chars_to_prose", NEWS_TEXT, 1, log(23 / (SQUARED_CHARS / 78))),
    Value("page_script_ratio", SCRIPTS, 1, 0.5),
    Value("page_script_ratio", SCRIPTS, 2, NAN),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted


def test_a_page_of_one_line() -> None:
    found = columns(text("Rain"))
    assert (found["chars_rank"], found["chars_to_mean"]) == ([0.5], [0])
