"""Tables of views, languages and scripts."""

from __future__ import annotations

from typing import Any

import pytest

from training.report.languages import language_name, script_name
from training.report.views import favor_table, language_table, script_table, threshold_table, view_table


def group(name: str, pages: int, f1: float, interval: tuple[float, float] | None = (0.7, 0.9)) -> dict[str, Any]:
    scores = {"keep_all": 0.5, "f1": f1, "precision": 0.8, "recall": 0.9, "harmed": 0.015}
    return {"name": name, "n_pages": pages, "n_sites": 2, "interval": interval, **scores}


HTML = [group("en", 3, 0.9), group("de", 1, 0.5), group("zh", 2, 0.8), group("others", 9, 0.1), group("all", 15, 0.6)]
VIEWS = {
    "html": {"threshold": 0.6, "groups": {"language": HTML}},
    "text": {"threshold": 0.7, "groups": {"language": [group("ar", 4, 0.7, None), group("all", 4, 0.7)]}},
}


def rows(table: str) -> list[str]:
    return table.splitlines()[2:]


def test_a_view_is_shown_by_all_its_pages() -> None:
    assert rows(view_table(VIEWS))[0] == "| html | 0.60 | 15 | .500 | .600 | .800 | .900 | 1.5% |"


def test_scripts_are_means_over_pages_and_others_have_none() -> None:
    assert rows(script_table(VIEWS)) == [
        "| Latin | 2 | 4 | .800 |  |  |",
        "| Han | 1 | 2 | .800 |  |  |",
        "| Arabic | 1 |  |  | 4 | .700 |",
    ]


def test_languages_of_one_site_say_so() -> None:
    table = rows(language_table([group("ar", 4, 0.7, None), group("und", 1, 1.0)]))
    assert table == [
        "| Arabic | 4 | 2 | .500 | .700 | one site |",
        "| not detected | 1 | 2 | .500 | 1.000 | .700 to .900 |",
    ]


def test_what_is_favored() -> None:
    assert favor_table(VIEWS) == "Not measured for the shipped model.\n"
    row = {"name": "recall", "threshold": 0.74, "precision": 0.8, "recall": 0.9, "f1": 0.85, "harmed": 0.01}
    assert rows(favor_table({"html": {"favor": [row]}})) == ["| html | recall | 0.74 | .800 | .900 | .850 | 1.0% |"]


def test_scores_against_the_threshold() -> None:
    assert threshold_table(VIEWS) == "Not measured for the shipped model.\n"
    scores = {"precision": 0.8, "recall": 0.9, "f1": 0.85, "harmed": 0.01}
    of_view = [{"threshold": threshold, **scores} for threshold in (0.05, 0.1)]
    table = threshold_table({"html": {"thresholds": of_view}, "text": {"thresholds": of_view}}).splitlines()
    assert table[0].startswith("| threshold | html, precision | html, recall | html, word F1 | text, precision |")
    assert table[2:] == [f"| {shown} | .800 | .900 | .850 | .800 | .900 | .850 |" for shown in ("0.05", "0.10")]


@pytest.mark.parametrize(
    ("code", "name", "script"),
    [
        ("ar", "Arabic", "Arabic"),
        ("zh", "Chinese", "Han"),
        ("sr", "Serbian", "Cyrillic"),
        ("und", "not detected", None),
        ("others", "others", None),
        ("all", "all", None),
    ],
)
def test_names(code: str, name: str, script: str | None) -> None:
    assert (language_name(code), script_name(code)) == (name, script)
