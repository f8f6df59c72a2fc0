"""Tables of scores, from rows of figures."""

from __future__ import annotations

from typing import Any

import pytest

from training.report.tables import (
    LEFT_OUT_SYSTEMS,
    SYSTEMS,
    adapted_table,
    left_out_table,
    leftover_table,
    loss_table,
    score_table,
    site_mode_table,
    summary_table,
    system_table,
)


def row(name: str, pages: int, value: float) -> dict[str, Any]:
    return {"name": name, "pages": pages, **dict.fromkeys(SYSTEMS, value)}


COMPARE = {
    "lang": [row("en", 30, 0.5), row("ar", 5, 0.7), row("cs", 4, 0.1), row("all", 39, 0.4)],
    "source": [row("wcxb", 39, 0.4), row("all", 39, 0.4)],
    "page_type": [row("article", 9, 0.9), row("all", 39, 0.4)],
}


def first_cells(table: str) -> list[str]:
    return [line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[2:]]


def test_languages_of_few_pages_have_no_row_and_do_not_count() -> None:
    table = system_table(COMPARE, "lang")
    assert first_cells(table) == ["en", "ar", "mean of 2 languages"]
    assert table.splitlines()[-1].startswith("| mean of 2 languages |  | **.600** |")


def test_sources_end_with_all_pages_and_page_types_do_not() -> None:
    assert first_cells(system_table(COMPARE, "source")) == ["wcxb", "all"]
    assert first_cells(system_table(COMPARE, "page_type")) == ["article"]


def test_the_summary_has_the_largest_collections_and_all() -> None:
    rows = [row(name, pages, 0.5) for name, pages in [("a", 1), ("b", 7), ("c", 3), ("d", 4), ("e", 5), ("f", 6)]]
    assert first_cells(summary_table([*rows, row("all", 26, 0.4)])) == ["b", "f", "e", "d", "c", "all 6"]


def test_the_best_of_a_row_is_bold_also_where_two_look_the_same() -> None:
    rows = [{"name": "wcxb", "pages": 39, "html": 0.8124, "b": 0.8116, "c": 0.8121}]
    assert score_table("source", rows, ("html", "b", "c")).splitlines() == [
        "| source | pages | bbclf, html | b | c |",
        "| --- | ---: | ---: | ---: | ---: |",
        "| wcxb | 39 | **.812** | **.812** | **.812** |",
    ]
    rows = [{"name": "perfect", "pages": None, "html": 1.0, "b": 0.999}]
    assert score_table("", rows, ("html", "b")).splitlines()[2] == "| perfect |  | **1.000** | .999 |"


def left_out(name: str, kind: str, html: float = 0.9) -> dict[str, Any]:
    return {"name": name, "kind": kind, "pages": 7, **dict.fromkeys(LEFT_OUT_SYSTEMS, 0.8), "html": html}


def test_left_out_languages_have_names() -> None:
    table = left_out_table([left_out("ru,zh", "language")])
    assert table.splitlines()[2:] == ["| Russian, Chinese | 7 | **.900** | .800 | .800 | .800 |"]


def test_left_out_languages_have_a_mean() -> None:
    rows = [left_out("fundus", "source"), left_out("el", "language"), left_out("pl", "language", 0.8)]
    assert left_out_table(rows).splitlines()[-1] == "| mean of 2 languages |  | **.850** | .800 | .800 | .800 |"


def test_what_cleaning_again_gains_and_loses() -> None:
    gain = {"name": "x, el", "pages": 1000, "before": 0.5, "after": 0.75, "harmed": 0.125}
    assert leftover_table([gain]).splitlines()[2] == "| x, el | 1,000 | .5000 | .7500 | 12.5% |"
    assert loss_table([{"name": "x, el", "lost": 0.0031}]).splitlines()[2] == "| x, Greek | .0031 |"


@pytest.mark.parametrize("slice_", ["source", "page_type", "lang"])
def test_every_system_has_a_column(slice_: str) -> None:
    assert len(system_table(COMPARE, slice_).splitlines()[0].split(" | ")) == 2 + len(SYSTEMS)


def test_site_mode_has_a_row_for_each_set_and_size() -> None:
    row = {"set": "html", "profile": 5, "pages": 1076, "sites": 97, "alone": 0.9286, "with_profile": 0.9305}
    table = site_mode_table([{**row, "gain": 0.0019, "interval": [-0.0003, 0.0046]}])
    assert table.splitlines()[2] == "| html | 5 | 1,076 | 97 | .929 | .930 | +0.002 | -0.000 to +0.005 |"
    assert site_mode_table([{**row, "gain": 0.0, "interval": None}]).endswith("| one site |\n")


def test_adapted_table() -> None:
    def row(site: str, pages: int, gain: float) -> dict[str, object]:
        scores = {"on_base": 0.8, "on_adapted": 0.8 + gain, "off_base": 0.9, "off_adapted": 0.9}
        return {"site": site, "pages": pages, "test_pages": 7, **scores}

    lines = adapted_table([row("a", 5, 0.1), row("a", 10, 0.15), row("b", 5, 0.0)]).splitlines()
    assert lines[2] == "| a | 5 | 7 | .800 | .900 | .900 | .900 |"
    assert lines[5:] == ["| mean of 2 sites | 5 |  | .800 | .850 | .900 | .900 |"]
