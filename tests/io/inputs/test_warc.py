"""Pages of a crawl: one damaged record costs itself alone."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bbclf.io.inputs import Reading
from bbclf.io.items import Skipped
from tests.support.reading import contents, read, records, rejected
from tests.support.warc import html_page, warc_record

pytest.importorskip("fastwarc")


def test_warc(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    parts = [
        warc_record(0, b"software: test\r\n", "warcinfo", "application/warc-fields"),
        warc_record(1, html_page(1)),
        warc_record(2, b"\x89PNG", media_type="image/png"),
        warc_record(3, b"Plain\ntext", media_type="text/plain"),
        warc_record(4, html_page(4)),
    ]
    path.write_bytes(b"".join(map(gzip.compress, parts)))
    items = read(path)
    first, text, last = records(items)
    assert (first.body.content, first.body.url) == (html_page(1), "https://example.org/1")
    assert first.body.id == "<urn:uuid:1>"
    assert (text.body.content, text.body.view) == ("Plain\ntext", "auto")
    assert str(last.place) == f"{path}:5"
    skipped = [(item.place.number, item.kind) for item in items if isinstance(item, Skipped)]
    assert skipped == [(1, "warcinfo record"), (3, "image/png")]


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_wet(tmp_path: Path, compress: type[bytes]) -> None:
    path = tmp_path / "crawl.warc.wet.gz"
    text = "Home\nIt rained all night."
    path.write_bytes(compress(warc_record(1, text.encode(), "conversion", "text/plain")))
    (record,) = records(read(path))
    assert (record.body.content, record.body.view) == (text, "text")


def test_the_view_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    wet = warc_record(1, b"It rained.", "conversion", "text/plain")
    path.write_bytes(wet + warc_record(2, b"It rained.", media_type="text/plain") + warc_record(3, html_page(3)))
    for view, views in (("leftover", ["leftover", "leftover", "html"]), ("auto", ["text", "auto", "html"])):
        assert [record.body.view for record in records(read(path, reading=Reading(view=view)))] == views


@pytest.mark.parametrize("where", [0.1, 0.5, 0.95])
def test_damage_in_a_warc_costs_one_record(tmp_path: Path, where: float) -> None:
    members = [gzip.compress(warc_record(i, html_page(i))) for i in range(1, 8)]
    damaged = bytearray(members[3])
    place = int(len(damaged) * where)
    damaged[place : place + 20] = bytes(byte ^ 0x55 for byte in damaged[place : place + 20])
    members[3] = bytes(damaged)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(members))
    items = read(path)
    assert contents(items) == [html_page(i) for i in (1, 2, 3, 5, 6, 7)]
    assert len(rejected(items)) == 1


def test_damage_in_an_uncompressed_warc_costs_one_record(tmp_path: Path) -> None:
    parts = [warc_record(i, html_page(i)) for i in range(1, 5)]
    parts[1] = parts[1].replace(b"Content-Length", b"Content-Langth")
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(parts)[:-100])
    items = read(path)
    assert contents(items) == [html_page(1), html_page(3)]
    reasons = [item.reason for item in rejected(items)]
    assert reasons == ["a WARC header without Content-Length", "the file ends within a WARC record"]


def test_a_warc_record_too_long_is_passed_over(tmp_path: Path) -> None:
    parts = [warc_record(1, html_page(1)), warc_record(2, b"x" * 1_000_000), warc_record(3, html_page(3))]
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(parts))
    items = read(path, reading=Reading(max_bytes=500_000))
    assert contents(items) == [html_page(1), html_page(3)]
    assert len(rejected(items)) == 1
