"""The demo says what it shows, and each of its pages fits a screen."""

from __future__ import annotations

from itertools import groupby

import pytest
from rich.cells import cell_len

from bbclf.classifier import LineClassifier
from bbclf.page import LabelledLine
from training.documentation.demo import demo_lines, marked_lines

SCREEN = 40


def test_it_greets_in_english_and_ends_with_what_to_try(shipped_model: LineClassifier) -> None:
    lines = list(demo_lines(shipped_model, width=100))
    assert lines[0].startswith("bbclf labels every line")
    assert lines[-1].startswith("  bbclf predict")
    pages = [list(page) for empty, page in groupby(lines, key=lambda line: not line) if not empty]
    assert len(pages) == 6
    assert max(map(len, pages)) <= SCREEN
    assert max(cell_len(line) for page in pages[1:-1] for line in page[1:]) <= 100


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("cb", ["+ 0", "- 1"]),
        ("bbbbb", ["- 0", "- 1", "- 2", "- 3", "- 4"]),
        ("bbbbbb", ["- 0", "- 1", "- 2", "- 3", "- ... and 2 more lines"]),
        ("cccccc", ["+ 0", "+ 1", "+ 2", "+ 3", "+ 4", "+ 5"]),
    ],
)
def test_long_runs_of_boilerplate_are_counted(labels: str, expected: list[str]) -> None:
    names = {"c": "content", "b": "boilerplate"}
    lines = [LabelledLine(str(i), names[label], 0.5, None, None) for i, label in enumerate(labels)]
    assert list(marked_lines(lines, width=40)) == expected


def test_lines_are_cut_by_what_they_measure() -> None:
    line = LabelledLine("山" * 20, "content", 0.1, None, None)
    assert list(marked_lines([line], width=15)) == ["+ 山山山山山..."]
