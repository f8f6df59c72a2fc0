"""The shipped model on pages and lines that we wrote for it, none of which it was trained on.

``data/golden/<lang>.txt`` is what a scraper holds of an invented article, ``data/golden/<lang>.labels.tsv`` its lines
with their labels; ``either`` stands where both answers are right. ``data/complaints/lines.tsv`` has a row for each
complaint: a line in the middle or at the end of the content of that language's page.
"""

from __future__ import annotations

import csv
import os
from functools import cache
from pathlib import Path

import pytest

from bbclf.page import LabelledPage, Page
from tests.support.run import ROOT
from tests.support.shipped_model import load_or_skip

GOLDEN = ROOT / "data" / "golden"
COMPLAINTS = ROOT / "data" / "complaints" / "lines.tsv"
LANGUAGES = sorted(path.stem for path in GOLDEN.glob("*.txt"))
FLOOR = 0.95
"""Share of the lines of all golden pages together that must have the right label."""

SAMPLE = Path(os.environ.get("BBCLF_SHARED", ROOT.parent / "shared")) / "samples" / "arabic-news-leftover.txt"

needs_model = pytest.mark.usefixtures("shipped_model")
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason=f"{SAMPLE} is not on this machine")


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def true_lines(path: Path) -> list[tuple[str, str]]:
    """Lines of a golden page, each with its label."""
    return [(row["text"], row["label"]) for row in read_table(path.with_suffix(".labels.tsv"))]


@cache
def label(text: str, view: str) -> LabelledPage:
    return load_or_skip().label(Page.from_text(text, view=view))


def misses(path: Path, view: str, *labels: str) -> list[tuple[str, str]]:
    """Lines that the model gives another label than one of `labels`, which they have."""
    found = label(path.read_text("utf-8"), view)
    return [
        (line.label, line.text)
        for line, (_, true) in zip(found.lines, true_lines(path), strict=True)
        if true in labels and line.label != true
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_labels_are_those_of_the_page(lang: str) -> None:
    path = GOLDEN / f"{lang}.txt"
    labelled = true_lines(path)
    assert [text for text, _ in labelled] == Page.from_text(path.read_text("utf-8")).lines
    assert {name for _, name in labelled} <= {"content", "boilerplate", "either"}


def test_there_are_ten_languages() -> None:
    assert len(LANGUAGES) == 10


@needs_model
@pytest.mark.parametrize("view", ["leftover", "auto"])
def test_lines_of_golden_pages(view: str) -> None:
    missed = [
        (lang, *miss) for lang in LANGUAGES for miss in misses(GOLDEN / f"{lang}.txt", view, "content", "boilerplate")
    ]
    judged = sum(name != "either" for lang in LANGUAGES for _, name in true_lines(GOLDEN / f"{lang}.txt"))
    assert 1 - len(missed) / judged >= FLOOR, missed


def complaints() -> list[object]:
    return [
        pytest.param(
            row["lang"],
            row["place"],
            row["line"],
            row["label"],
            id=f"{row['lang']}-{row['line']}",
            marks=pytest.mark.xfail(reason=row["known miss"], strict=True) if row["known miss"] else (),
        )
        for row in read_table(COMPLAINTS)
    ]


@needs_model
@pytest.mark.parametrize(("lang", "place", "line", "expected"), complaints())
def test_line(lang: str, place: str, line: str, expected: str) -> None:
    lines = [text for text, name in true_lines(GOLDEN / f"{lang}.txt") if name == "content"]
    number = len(lines) // 2 if place == "middle" else len(lines)
    lines.insert(number, line)
    assert label("\n\n".join(lines), "leftover").lines[number].label == expected


def test_every_complaint_says_where_it_came_from() -> None:
    rows = read_table(COMPLAINTS)
    assert [row["line"] for row in rows if not row["provenance"]] == []
    assert {row["label"] for row in rows} == {"content", "boilerplate"}
    assert {row["place"] for row in rows} == {"middle", "end"}


@needs_model
@needs_sample
@pytest.mark.parametrize("view", ["leftover", "auto"])
def test_all_lines_of_the_sample(view: str) -> None:
    assert misses(SAMPLE, view, "content", "boilerplate") == []


@needs_model
@needs_sample
def test_the_sample_as_all_the_text_of_a_page() -> None:
    assert misses(SAMPLE, "text", "content") == []


@needs_model
@needs_sample
def test_residue_of_the_sample_as_all_the_text_of_a_page() -> None:
    assert len(misses(SAMPLE, "text", "boilerplate")) <= 2


@needs_sample
def test_offsets_of_the_sample() -> None:
    text = SAMPLE.read_text("utf-8")
    page = Page.from_text(text)
    assert page.starts is not None
    assert [text[i : i + len(line)] for i, line in zip(page.starts, page.lines, strict=True)] == page.lines
    assert page.lines == [line for line, _ in true_lines(SAMPLE)]
