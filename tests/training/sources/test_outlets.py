"""Scrapers' texts as training pages."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from bbclf.errors import DatasetError, InputError
from training.sources.outlets import read_outlets


def write(path: Path, *records: object) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


def test_pages_of_all_outlets_in_order(tmp_path: Path) -> None:
    text = "The harbour was closed\nIt was closed all week, said the people who live beside it and can see it."
    write(tmp_path / "beta.jsonl.xz", {"id": "b/1", "outlet": "beta", "lang": "en", "text": "Nothing."})
    write(tmp_path / "alpha.jsonl.xz", {"id": "a/1", "outlet": "alpha", "lang": "pt", "text": text})
    first, second = read_outlets(tmp_path)
    assert (first.page.id, first.page.view, first.lang) == ("a/1", "text", "pt")
    assert (first.site, first.source) == ("alpha", "outlet-alpha")
    assert first.weight.tolist() == [1.0, 1.0]
    assert not first.is_boilerplate.any()
    assert second.weight.tolist() == [0.0]


def test_a_folder_without_texts(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no scrapers' texts .* set BBCLF_LEFTOVERS"):
        read_outlets(tmp_path)


def test_a_broken_record_is_named(tmp_path: Path) -> None:
    write(tmp_path / "alpha.jsonl.xz", {"id": "a/1"})
    with pytest.raises(DatasetError, match=r"alpha\.jsonl\.xz:1: expected"):
        read_outlets(tmp_path)
