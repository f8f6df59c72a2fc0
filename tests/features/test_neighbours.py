"""What stands around a line: each feature's value, from columns written by hand."""

from __future__ import annotations

from math import log1p, sqrt

import pytest

from bbclf.features import neighbours
from bbclf.page import Page
from tests.support.rows import NAN, TWELVE, TWENTY, columns

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
WAYS = ["[-2]", "[-1]", "[+1]", "[+2]", "~3", "~10"]


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_themselves(name: str) -> None:
    assert columns(PAGE)[name] == pytest.approx(COLUMNS[name], abs=1e-6)


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
@pytest.mark.parametrize("name", COLUMNS)
def test_neighbour(name: str, by: int) -> None:
    expected = [COLUMNS[name][line + by] if line + by in LINES else NAN for line in LINES]
    assert columns(PAGE)[f"{name}[{by:+d}]"] == pytest.approx(expected, abs=1e-6, nan_ok=True)


@pytest.mark.parametrize("name", COLUMNS)
def test_mean_over_three_lines_before_and_after(name: str) -> None:
    values = COLUMNS[name]
    first, last, whole = sum(values[:4]) / 4, sum(values[1:]) / 4, sum(values) / 5
    assert columns(PAGE)[f"{name}~3"] == pytest.approx([first, whole, whole, whole, last], abs=1e-5)


@pytest.mark.parametrize("name", COLUMNS)
def test_mean_over_ten_lines_before_and_after(name: str) -> None:
    assert columns(PAGE)[f"{name}~10"] == pytest.approx([sum(COLUMNS[name]) / 5] * 5, abs=1e-5)


def test_the_window_of_ten_lines_ends_after_ten_lines() -> None:
    page = Page.from_text("\n".join(["rain."] + ["rain"] * 11), view="text")
    assert columns(page)["ends_sentence~10"][10:] == pytest.approx([1 / 12, 0])


def test_every_feature_has_a_value_here() -> None:
    expected = {feature.name for feature in neighbours.FEATURES}
    assert {name + way for name in COLUMNS for way in WAYS} == expected
