"""Position of lines: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.feature_pages import NEWS_TEXT, TWICE
from tests.support.rows import Value, columns, text

VALUES = [
    Value("line_ratio", NEWS_TEXT, 1, 1.5 / 4),
    Value("lines_before", NEWS_TEXT, 1, log1p(1)),
    Value("lines_after", NEWS_TEXT, 1, log1p(2)),
    Value("chars_before_ratio", NEWS_TEXT, 1, (4 + 23 / 2) / 78),
    Value("prose_before_ratio", NEWS_TEXT, 1, (2 / 2) / 12),
    Value("prose_before_ratio", NEWS_TEXT, 3, (2 + 10 / 2) / 12),
    Value("prose_before_ratio", TWICE, 0, 0.5),  # a page without prose
    Value("gap_before", NEWS_TEXT, 1, log1p(1)),
    Value("gap_before", NEWS_TEXT, 3, log1p(2)),
    Value("gap_after", NEWS_TEXT, 2, log1p(2)),
    Value("gap_after", NEWS_TEXT, 3, 0),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted


def test_a_page_of_one_line() -> None:
    found = columns(text("Rain"))
    assert (found["line_ratio"], found["chars_before_ratio"]) == ([0.5], [0.5])
    assert (found["lines_before"], found["lines_after"]) == ([0], [0])
