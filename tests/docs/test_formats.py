"""The page about formats has every format, suffix and key; the labelled page that the documents show is one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bbclf import LineClassifier, Page
from bbclf.dataset import parse_record
from bbclf.io.inputs import INPUTS
from bbclf.io.outputs import OUTPUTS, Jsonl, KeptText
from bbclf.io.outputs.base import PROVENANCE
from tests.support.run import ROOT
from training.documentation.blocks import read_blocks

PAGE = (ROOT / "docs/formats.md").read_text("utf-8")


def section(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def rows(heading: str) -> dict[str, set[str]]:
    """Formats of a section's table, with their suffixes."""
    found = re.findall(r"^\| `(\w+)` \| (.+?) \|", section(heading), re.MULTILINE)
    return {name: set(re.findall(r"`(\.\w+)`", suffixes)) for name, suffixes in found}


def test_formats() -> None:
    assert rows("In") == {name: set(format.suffixes) for name, format in INPUTS.items()}
    assert rows("Out") == {name: {format.suffix} for name, format in OUTPUTS.items()}


def keys(table: str) -> set[str]:
    """Keys that the first column of a table names."""
    return set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (.+?) \|", table, re.MULTILINE))))


def test_keys(plain_model: Path) -> None:
    labelled = LineClassifier.load(plain_model).label(Page.from_text("Home"))
    record = json.loads(Jsonl(KeptText(), "1", "text").render_record(labelled, dict.fromkeys(PROVENANCE, "")))
    of_page, _, of_line = section("Keys of `--to jsonl`").partition("| of a line |")
    assert keys(of_page) == set(record)
    assert keys(of_line) == set(record["lines"][0])


def test_the_labelled_page_that_is_shown() -> None:
    (shown,) = [block for block in read_blocks(ROOT / "docs/own-pages.md") if block.language == "json"]
    page = parse_record(json.loads(shown.code))
    assert page.is_boilerplate.tolist() == [True, False]
    assert page.weight.tolist() == pytest.approx([1, 0.5])
    assert page.page.gaps.tolist() == [0, 1]
