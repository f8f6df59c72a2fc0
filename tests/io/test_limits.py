"""Records larger than the limit cost themselves alone, and are not held in memory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bbclf.io.inputs import Reading
from tests.support.cli_pages import prose
from tests.support.reading import contents, read, records, rejected
from tests.support.warc import html_page, warc_record

LONG = b"rain " * 300_000


def gzipped_page(number: int, html: bytes) -> bytes:
    """A WARC record whose page is compressed, as servers send it."""
    return warc_record(number, gzip.compress(html), headers="Content-Encoding: gzip\r\n")


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_a_line_of_jsonl_too_long_costs_itself(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": i, "text": prose(i)}).encode() for i in range(3)]
    path.write_bytes(compress(b"\n".join([lines[0], b'{"text": "' + LONG + b'"}', lines[1], b"", lines[2], LONG])))
    items = read(path, reading=Reading(max_bytes=10_000))
    assert [record.body.read().page.id for record in records(items)] == ["0", "1", "2"]
    bad = [(item.place.number, item.reason) for item in rejected(items)]
    reason = "this record is longer than 10,000 bytes, too long for a page: see --max-page-mb"
    assert bad == [(2, reason), (6, reason)]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_file_too_long(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(LONG)
    (bad,) = rejected(read(tmp_path / name, reading=Reading(max_bytes=10_000)))
    assert bad.reason.startswith("this file is longer than 10,000 bytes")


def test_a_page_of_a_warc_that_unpacks_to_too_much(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "crawl.warc.gz"
    parts = [gzipped_page(1, html_page(1)), gzipped_page(2, LONG), warc_record(3, html_page(3))]
    path.write_bytes(b"".join(map(gzip.compress, parts)))
    items = read(path, reading=Reading(max_bytes=10_000))
    assert contents(items) == [html_page(1), html_page(3)]
    (bad,) = rejected(items)
    assert bad.place.number == 2
    assert bad.reason.startswith("this record, decoded, is longer than 10,000 bytes")


def test_a_warc_record_that_declares_an_absurd_length(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "crawl.warc.gz"
    absurd = warc_record(2, html_page(2)).replace(b"Content-Length: ", b"Content-Length: 99999999999", 1)
    path.write_bytes(b"".join(map(gzip.compress, [warc_record(1, html_page(1)), absurd])))
    items = read(path)
    assert contents(items) == [html_page(1)]
    (bad,) = rejected(items)
    assert "bytes is longer than 67,108,864 bytes" in bad.reason


def test_a_row_of_parquet_too_long(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(arrow.table({"text": ["one", LONG.decode(), "three"]}), tmp_path / "a.parquet")
    items = read(tmp_path / "a.parquet", reading=Reading(max_bytes=10_000))
    assert contents(items) == ["one", "three"]
    assert [item.place.number for item in rejected(items)] == [2]
