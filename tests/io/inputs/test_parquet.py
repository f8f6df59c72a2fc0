"""A page in each row of Parquet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.reading import contents, read, rejected

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "pages.parquet"
    parquet.write_table(arrow.table({"text": ["one", None, "three"], "n": [1, 2, 3]}), path)
    items = read(path)
    assert contents(items) == ["one", "three"]
    assert [str(item.place) for item in rejected(items)] == [f"{path}:2"]
    path.write_bytes(path.read_bytes()[:-50])
    (bad,) = rejected(read(path))
    assert bad.reason.startswith("damaged Parquet")


def test_a_file_without_the_columns_is_refused_once(tmp_path: Path) -> None:
    path = tmp_path / "pages.parquet"
    parquet.write_table(arrow.table({"body": ["one", "two"], "n": [1, 2]}), path)
    (bad,) = rejected(read(path))
    assert (bad.place.number, bad.reason) == (
        None,
        "a record needs the field 'text' or 'html', this has 'body', 'n': --input-field and --html-field name others",
    )
    parquet.write_table(arrow.table({"body": arrow.array([], arrow.string())}), path)
    assert read(path) == []


def test_text_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "pages.parquet"
    parquet.write_table(arrow.table({"text": [b"one"]}), path)
    (bad,) = rejected(read(path))
    assert bad.reason == "field 'text' must be text, got bytes: decode it, or name it with --html-field if it is HTML"


def test_damaged_names_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "pages.parquet"
    parquet.write_table(arrow.table({"kolumna": ["one"]}), path, store_schema=False)
    path.write_bytes(path.read_bytes().replace(b"kolumna", b"kolumn\xff"))
    (bad,) = rejected(read(path))
    assert bad.reason.startswith("damaged Parquet: ")
