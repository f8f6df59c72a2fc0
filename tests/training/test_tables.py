"""The README's tables are written from measurements, not by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bbclf.errors import DatasetError
from tests.support.run import ROOT
from training.compare.tables import SYSTEMS, TABLES, ScoreRow, fill, left_out_table, score_rows, score_table


def mean(f1: float, n_pages: int) -> dict[str, Any]:
    return {"f1": f1, "n_pages": n_pages}


def system(of_en: float, of_ar: float, of_cs: float) -> dict[str, Any]:
    languages = {"en": mean(of_en, 30), "ar": mean(of_ar, 5), "cs": mean(of_cs, 4)}
    return {"whole": mean(0.7, 39), "by": {"lang": languages, "source": {"wcxb": mean(of_en, 39)}}}


MEASURED = {name: system(0.5 + number / 100, 0.7, 0.1) for number, name in enumerate(SYSTEMS)}


def test_languages_of_few_pages_have_no_row_and_do_not_count() -> None:
    rows = score_rows(MEASURED, "lang")
    assert [(row.name, row.n_pages) for row in rows] == [("en", 30), ("ar", 5), ("mean of 2 languages", None)]
    assert rows[-1].f1[0] == pytest.approx(0.6)


def test_sources_end_with_all_pages() -> None:
    assert [(row.name, row.n_pages, row.f1[0]) for row in score_rows(MEASURED, "source")] == [
        ("wcxb", 39, 0.5),
        ("all", 39, 0.7),
    ]


def test_the_best_of_a_row_is_bold_also_where_two_look_the_same() -> None:
    table = score_table("source", [ScoreRow("wcxb", 39, (0.8124, 0.8116, 0.8121))], ("a", "b", "c"))
    assert table.splitlines() == [
        "| source | pages | a | b | c |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| wcxb | 39 | **.812** | **.812** | **.812** |",
    ]
    assert score_table("", [ScoreRow("perfect", None, (1.0, 0.999))], ("a", "b")).splitlines()[2] == (
        "| perfect |  | **1.000** | .999 |"
    )


def test_left_out_languages_have_names() -> None:
    row = {"group": "ru,zh", "pages": 7, "html": 0.9, "text": 0.8, "trafilatura": 0.7, "readability": 0.6}
    assert left_out_table([row]).splitlines()[2:] == ["| Russian, Chinese | 7 | **.900** | .800 | .700 | .600 |"]


def test_left_out_languages_have_a_mean() -> None:
    measured = {"pages": 7, "html": 0.9, "text": 0.8, "trafilatura": 0.7, "readability": 0.6}
    rows = [{"group": "fundus", **measured}, {"group": "el", **measured}, {"group": "pl", **measured, "html": 0.8}]
    assert left_out_table(rows).splitlines()[-1] == "| mean of 2 languages |  | **.850** | .800 | .700 | .600 |"


def test_a_table_is_put_in_its_place() -> None:
    text = "a\n<!-- table: x -->\nold\n<!-- end -->\nb\n<!-- table: y -->\nkept\n<!-- end -->\n"
    new = fill(text, {"x": "| new\\1 |\n"})
    assert new == "a\n<!-- table: x -->\n\n| new\\1 |\n\n<!-- end -->\nb\n<!-- table: y -->\nkept\n<!-- end -->\n"
    assert fill(new, {"x": "| new\\1 |\n"}) == new


@pytest.mark.parametrize("text", ["", "<!-- table: x -->\nwithout an end", "<!-- table: x -->\n<!-- end -->\n" * 2])
def test_a_table_without_its_place_is_refused(text: str) -> None:
    with pytest.raises(DatasetError, match="table: x"):
        fill(text, {"x": ""})


def test_the_readme_has_a_place_for_each() -> None:
    fill((ROOT / "README.md").read_text("utf-8"), dict.fromkeys([*TABLES, "leftover", "left_out"], ""))
