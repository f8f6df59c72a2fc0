"""Pages of one to five lines, the first that people try: content, but for lines that are residue by themselves.

``data/tiny/pages.jsonl`` has forty pages in ten languages, written for this test, with the label of each line. Pages
that the shipped model gets wrong say so in ``known_miss``.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from bbclf.classifier import LineClassifier
from bbclf.page import Page
from tests.support.run import ROOT

PAGES: list[dict[str, Any]] = [
    json.loads(line) for line in (ROOT / "data" / "tiny" / "pages.jsonl").read_text("utf-8").splitlines()
]


def read(record: dict[str, Any]) -> Page:
    return Page.from_html(record["input"]) if record["view"] == "html" else Page.from_text(record["input"])


def records() -> list[object]:
    return [
        pytest.param(
            record,
            id=record["id"],
            marks=pytest.mark.xfail(reason=record["known_miss"], strict=True) if record["known_miss"] else (),
        )
        for record in PAGES
    ]


@pytest.mark.parametrize("record", records())
def test_every_line_of_a_tiny_page(record: dict[str, Any], shipped_model: LineClassifier) -> None:
    found = [(line.text, line.label) for line in shipped_model.label(read(record)).lines]
    assert found == [(line["text"], line["label"]) for line in record["lines"]]


def test_there_are_forty_pages_in_ten_languages_of_both_views() -> None:
    assert len(PAGES) == len({record["id"] for record in PAGES}) == 40
    assert Counter(record["lang"] for record in PAGES) == dict.fromkeys(
        ("en", "de", "fr", "es", "ru", "ar", "zh", "ja", "hi", "tr"), 4
    )
    assert min(Counter(record["view"] for record in PAGES).values()) >= 15


@pytest.mark.parametrize("record", PAGES, ids=[record["id"] for record in PAGES])
def test_the_labels_are_those_of_the_page(record: dict[str, Any]) -> None:
    assert [line["text"] for line in record["lines"]] == read(record).lines
    assert 1 <= len(record["lines"]) <= 5
    assert {line["label"] for line in record["lines"]} <= {"content", "boilerplate"}
