"""Columns of the lines around a line: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p, sqrt

import pytest

from bbclf.page import Page
from tests.support.rows import NAN, TWELVE, TWENTY, Value, columns

PAGE = Page.from_html(
    "<p class=item><a href=/>ab</a> cd</p>"
    f"<p>{TWELVE}.</p>"
    "<p class=menu>rain</p>"
    f"<p>{TWENTY}.</p>"
    "<p><a href=/>end</a></p>"
)
COLUMNS = {
    "log_chars": [log1p(5), log1p(24), log1p(4), log1p(43), log1p(3)],
    "word_score": [-0.5, -0.5, 2 / sqrt(2) - 0.5, -0.5, -0.5],
    "ends_sentence": [0, 1, 0, 1, 0],
    "link_ratio": [2 / 5, 0, 0, 0, 1],
    "attribute_score": [1.25, 0.25, 2.25, 0.25, 0.25],
    "prose_words": [0, log1p(2), 0, log1p(10), 0],
}
LINES = range(5)


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


VALUES = [
    *(Value(name, PAGE, line, values[line]) for name, values in COLUMNS.items() for line in LINES),
    *(
        Value(f"{name}[{by:+d}]", PAGE, line, values[line + by] if line + by in LINES else NAN)
        for name, values in COLUMNS.items()
        for by in (-2, -1, 1, 2)
        for line in LINES
    ),
    *(
        Value(f"{name}~3", PAGE, line, mean(values[max(line - 3, 0) : line + 4]))
        for name, values in COLUMNS.items()
        for line in LINES
    ),
    *(Value(f"{name}~10", PAGE, line, mean(values)) for name, values in COLUMNS.items() for line in LINES),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted


def test_the_window_of_ten_lines_ends_after_ten_lines() -> None:
    page = Page.from_text("\n".join(["rain."] + ["rain"] * 11), view="text")
    assert columns(page)["ends_sentence~10"][10:] == pytest.approx([1 / 12, 0])
