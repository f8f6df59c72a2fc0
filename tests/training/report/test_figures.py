"""Figures in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbclf.errors import DatasetError
from training.report.figures import find, read_figures, write_figures

FIGURES = {"compare": {"source": [{"name": "wcxb", "pages": 1495, "html": 0.8664}]}, "versions": {"a": "2.3.1"}}


def test_items_of_lists_are_found_by_name() -> None:
    assert find(FIGURES, "compare.source.wcxb.html") == 0.8664


@pytest.mark.parametrize("path", ["compare.source.waddle.html", "other", "compare.source.wcxb.html.more"])
def test_a_figure_that_is_not_there_is_named(path: str) -> None:
    with pytest.raises(DatasetError, match=f"no figure '{path}'"):
        find(FIGURES, path)


def test_figures_are_rounded_and_rows_have_lines_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    figures = {"rows": [{"name": "é", "f1": 1 / 3}, {"name": "b", "interval": (0.5, None)}], "n": {"a": 1}}
    write_figures(figures, path)
    assert path.read_text("utf-8").splitlines()[2:4] == [
        '  {"name": "é", "f1": 0.333333},',
        '  {"name": "b", "interval": [0.5, null]}',
    ]
    assert read_figures(path) == {
        "rows": [{"name": "é", "f1": 0.333333}, {"name": "b", "interval": [0.5, None]}],
        "n": {"a": 1},
    }


@pytest.mark.parametrize("content", [None, "{", "[]"])
def test_what_is_no_file_of_figures_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "figures.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(DatasetError, match=r"figures\.json"):
        read_figures(path)
