"""Numbers and tables in the documents."""

from __future__ import annotations

import pytest

from bbclf.errors import DatasetError
from training.report.fill import fill

FIGURES = {"compare": {"source": [{"name": "wcxb", "pages": 1495, "html": 0.8664}]}, "versions": {"a": "2.3.1"}}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("compare.source.wcxb.html", ".866"),
        ("compare.source.wcxb.html|.2f", ".87"),
        ("compare.source.wcxb.html|.0%", "87%"),
        ("compare.source.wcxb.pages", "1,495"),
        ("versions.a", "2.3.1"),
    ],
)
def test_a_number_in_prose(path: str, shown: str) -> None:
    text = f"It has <!-- figure: {path} -->\nold<!-- end -->, <!-- figure: versions.a --><!-- end -->."
    new = fill(text, FIGURES, {})
    assert new == f"It has <!-- figure: {path} -->{shown}<!-- end -->, <!-- figure: versions.a -->2.3.1<!-- end -->."
    assert fill(new, FIGURES, {}) == new


def test_a_table_is_put_in_its_place() -> None:
    text = "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n<!-- table: y -->\n<!-- end -->\n"
    new = fill(text, {}, {"x": "| new\\1 |\n", "y": "| y |"})
    assert new == (
        "a\n<!-- table: x -->\n\n| new\\1 |\n\n<!-- end -->\nb\n<!-- table: y -->\n\n| y |\n\n<!-- end -->\n"
    )
    assert fill(new, {}, {"x": "| new\\1 |\n", "y": "| y |"}) == new


@pytest.mark.parametrize("text", ["<!-- table: x -->\nwithout an end", "<!-- table: x -->\n<!-- end -->\n" * 2])
def test_a_table_without_its_place_is_refused(text: str) -> None:
    with pytest.raises(DatasetError, match="table: x"):
        fill(text, {}, {"x": ""})


def test_an_unknown_table_is_named() -> None:
    with pytest.raises(DatasetError, match=r"there is no table 'z' \(there are x\)"):
        fill("<!-- table: z -->\n<!-- end -->", {}, {"x": ""})
