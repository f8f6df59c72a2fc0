"""Documents labelled line by line: which labels are trained on."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from bbclf.errors import DatasetError
from training.sources.turku import line_weights, read_turku

PARAGRAPH = (
    "It rained all night, and in the morning the road to the mill was under water as far as the old stone bridge."
)


def weights(*lines: tuple[str, int]) -> list[float]:
    return line_weights([text for text, _ in lines], np.array([not label for _, label in lines])).tolist()


def test_plain_labels_are_trained_on() -> None:
    assert weights((PARAGRAPH, 1), ("Log in", 0)) == [1.0, 1.0]


def test_the_title_with_the_name_of_the_site_is_not() -> None:
    assert weights(("Rain in the valley | The Courier", 0), ("Rain in the valley", 1), ("Rain in the valley", 0)) == [
        0.0,
        1.0,
        0.0,
    ]


def test_numbers_between_content_are_not() -> None:
    assert weights(("Short one.", 1), ("15 March 2012", 0), ("Short two.", 1), ("12", 0)) == [1.0, 0.0, 1.0, 1.0]


def test_a_heading_between_paragraphs_is_not_but_what_recurs_is() -> None:
    assert weights((PARAGRAPH, 1), ("The flood", 0), (PARAGRAPH + " Still.", 1)) == [1.0, 0.0, 1.0]
    assert weights((PARAGRAPH, 1), ("Reply", 0), (PARAGRAPH + " So.", 1), ("Reply", 0)) == [1.0, 1.0, 1.0, 1.0]


def test_a_document_without_content_counts_little() -> None:
    assert weights(("Hotel A", 0), ("Hotel B", 0)) == [0.25, 0.25]


def write(path: Path, *records: object) -> Path:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    return path


def test_documents_that_share_long_lines_are_of_one_site_and_copies_are_left_out(tmp_path: Path) -> None:
    footer = "All material on this site may be copied by schools that name the author and the year."
    path = write(
        tmp_path / "turku.jsonl.xz",
        {"id": "a", "lang": "sv", "lines": [["Hej  \n du", 1], [footer, 0]]},
        {"id": "b", "lang": "sv", "lines": [[footer, 0], ["Annat", 1]]},
        {"id": "c", "lang": "fi", "lines": [["Toinen", 1]]},
        {"id": "d", "lang": "fi", "lines": [["Toinen", 1]]},
    )
    pages = read_turku(path)
    assert [(page.page.id, page.site) for page in pages] == [("a", "a"), ("b", "a"), ("c", "c")]
    assert pages[0].page.lines == ["Hej", "du", footer]
    assert pages[0].is_boilerplate.tolist() == [False, False, True]
    assert {(page.source, page.page.view) for page in pages} == {("turku", "text")}


def test_a_broken_record_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"turku\.jsonl\.xz:1: expected"):
        read_turku(write(tmp_path / "turku.jsonl.xz", {"id": "a"}))
