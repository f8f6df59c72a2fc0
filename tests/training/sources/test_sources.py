"""Training pages: sources by name, clear errors, and the real folder where there is one."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import pytest

from bbclf.errors import DatasetError, InputError
from training.sources.pages import pages_folder, read_page_file, read_pages

PAGE = {
    "id": "a-1",
    "source": "alpha",
    "url": "https://example.org/1",
    "site": "example.org",
    "lang": "en",
    "title": "Rain",
    "html": "<p>It rained all night.</p>",
    "truth": "It rained all night.",
}


def write_source(folder: Path, name: str, *records: dict[str, str]) -> None:
    with lzma.open(folder / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)


def test_reads_all_sources_in_alphabetical_order(tmp_path: Path) -> None:
    write_source(tmp_path, "beta_dev", {**PAGE, "id": "b-1", "source": "beta", "page_type": "forum"})
    write_source(tmp_path, "alpha", PAGE, {**PAGE, "id": "a-2"})
    pages = list(read_pages(tmp_path))
    assert [page.id for page in pages] == ["a-1", "a-2", "b-1"]
    assert [page.page_type for page in pages] == [None, None, "forum"]


def test_a_development_split_goes_by_the_name_in_its_records(tmp_path: Path) -> None:
    write_source(tmp_path, "beta_dev", {**PAGE, "id": "b-1", "source": "beta"})
    write_source(tmp_path, "alpha", PAGE)
    assert [page.id for page in read_pages(tmp_path, sources=["beta"])] == ["b-1"]


def test_an_unknown_source_is_named(tmp_path: Path) -> None:
    write_source(tmp_path, "alpha", PAGE)
    with pytest.raises(InputError, match=r"no such source: gamma \(there are alpha\)"):
        list(read_pages(tmp_path, sources=["gamma"]))


def test_a_missing_folder_says_how_to_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BBCLF_PAGES", str(tmp_path / "nowhere"))
    with pytest.raises(InputError, match=r"nowhere: no training pages .* set BBCLF_PAGES"):
        list(read_pages())


def test_a_record_without_truth_is_named_by_path_and_line(tmp_path: Path) -> None:
    write_source(tmp_path, "alpha", PAGE, {"html": "<p>x</p>"})
    with pytest.raises(DatasetError, match=r"alpha\.jsonl\.xz:2: no text in the field 'truth'"):
        list(read_pages(tmp_path))


def test_a_page_file_needs_html_and_truth_alone(tmp_path: Path) -> None:
    path = tmp_path / "exam.jsonl"
    path.write_text('{"html": "<p>x</p>", "truth": "x"}\n', encoding="utf-8")
    (page,) = read_page_file(path)
    assert (page.id, page.source, page.lang, page.page_type) == ("exam.jsonl:1", "", "", None)


@pytest.mark.skipif(not pages_folder().exists(), reason="the training pages are not here")
def test_ids_of_training_pages_are_unique() -> None:
    ids = [page.id for page in read_pages(sources=["fundus", "magic_html", "handmade", "mercury"])]
    assert len(ids) == len(set(ids)) > 300
