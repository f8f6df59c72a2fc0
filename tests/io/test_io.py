"""Readers: every format to records, and what is wrong in them to a place."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.errors import InputError
from bbclf.io.formats import InputFormat, TextView
from bbclf.io.readers import Fields, read_records
from bbclf.io.records import Item, Record, Rejected, Skipped
from bbclf.io.sources import Source, find_sources, sniff
from bbclf.limits import MAX_PAGE_BYTES


def read(
    path: Path,
    format: InputFormat = InputFormat.AUTO,
    fields: Fields | None = None,
    max_bytes: int = MAX_PAGE_BYTES,
) -> list[Item]:
    (source,) = find_sources([str(path)], format)
    assert isinstance(source, Source)
    return list(read_records(source, fields or Fields(), warn=lambda message: None, max_bytes=max_bytes))


def records(items: list[Item]) -> list[Record]:
    return [item for item in items if isinstance(item, Record)]


def warc_record(
    number: int, content: bytes, kind: str = "response", media_type: str = "text/html", headers: str = ""
) -> bytes:
    if kind == "response":
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n{headers}Content-Length: {len(content)}\r\n\r\n"
        content = head.encode() + content
        media_type = "application/http; msgtype=response"
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return header.encode() + content + b"\r\n\r\n"


def html_page(number: int) -> bytes:
    words = " ".join(str(number * i) for i in range(200))
    return f"<p>Page {number}: {words}</p>".encode()


@pytest.mark.parametrize(
    ("start", "format"),
    [
        (b"PAR1....", InputFormat.PARQUET),
        (b"WARC/1.1\r\n", InputFormat.WARC),
        (b'\xef\xbb\xbf {"text": ""}', InputFormat.JSONL),
        (b"\n<!DOCTYPE HTML>", InputFormat.HTML),
        (b"Home\nAbout\n", InputFormat.PLAIN),
        (b"", InputFormat.PLAIN),
        ("字".encode("gb18030") * 100, InputFormat.PLAIN),
        ("\ufeffHome".encode("utf-16"), InputFormat.PLAIN),
        (b"a few\0 NULs in a text do not make it binary\n", InputFormat.PLAIN),
        (b"%PDF-1.7", None),
        (bytes(range(256)), None),
    ],
)
def test_format_by_content(start: bytes, format: InputFormat | None) -> None:
    assert sniff(start) is format


def test_directory_is_walked_in_order_and_strays_are_counted(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.html", "a/y.jsonl.gz", "a/logo.svg", "c.warc.gz", "old.txt.part"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = list(find_sources([str(tmp_path)]))
    named = [f"{source.relative} {source.format}" for source in found if isinstance(source, Source)]
    assert named == ["b.txt plain", "c.warc.gz warc", "a/y.jsonl.gz jsonl", "a/z.html html"]
    strays = {Path(source.place.path).name for source in found if isinstance(source, Skipped)}
    assert strays == {"logo.svg", "old.txt.part"}


def test_glob(tmp_path: Path) -> None:
    for name in ["b.txt", "a.txt", "c.html"]:
        (tmp_path / name).write_text("x")
    assert [Path(source.path).name for source in find_sources([f"{tmp_path}/*.txt"])] == ["a.txt", "b.txt"]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["nowhere.txt", "no*match"])
def test_nothing_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no such file or directory"):
        next(find_sources([str(tmp_path / name)]))


def test_directory_without_pages(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>")
    with pytest.raises(InputError, match="no pages in this directory"):
        list(find_sources([str(tmp_path)]))


def test_text_in_another_charset_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "Всё смешалось в доме, и никто уже не помнил, с чего это началось.\n" * 20
    path.write_bytes(text.encode("cp1251"))
    warnings: list[str] = []
    (source,) = find_sources([str(path)])
    assert isinstance(source, Source)
    (record,) = read_records(source, Fields(), warnings.append)
    assert isinstance(record, Record)
    assert record.body.content == text
    assert warnings == [f"{path}: not UTF-8, read as cp1251"]


def test_binary_file_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 10)
    (rejected,) = read(path)
    assert isinstance(rejected, Rejected)
    assert str(rejected.place) == str(path)
    assert rejected.reason.startswith("binary content")


def test_jsonl_fields(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        {"name": 7, "link": "u", "body": "text\nof the page"},
        {"raw": "<p>html goes first", "body": "text"},
        {"body": None},
        {"body": 3},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + "[]\n{\n")
    fields = Fields(text="body", html="raw", id="name", url="link", view=TextView.LEFTOVER)
    items = read(path, fields=fields)
    first, second = records(items)
    assert first.body == ("text\nof the page", TextView.LEFTOVER, "7", "u")
    assert first.body.page().view == "leftover"
    assert second.body.page().view == "html"
    bad = [(str(item.place), item.reason) for item in items if isinstance(item, Rejected)]
    assert [place for place, _ in bad] == [f"{path}:{line}" for line in (3, 4, 5, 6)]
    hint = "--input-field and --html-field name others"
    assert bad[0][1] == f"a record needs the field 'body' or 'raw', this has 'body' (null): {hint}"
    assert bad[1][1] == "field 'body' must be text, got int"
    assert bad[2][1] == "a record must be a JSON object, got list"
    assert bad[3][1].startswith("not a JSON record")


def test_warc(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
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
    assert (text.body.content, text.body.view) == ("Plain\ntext", TextView.AUTO)
    assert str(last.place) == f"{path}:5"
    assert [str(item.place) for item in items if isinstance(item, Skipped)] == [f"{path}:3"]


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_wet(tmp_path: Path, compress: type[bytes]) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "crawl.warc.wet.gz"
    text = "Home\nIt rained all night."
    path.write_bytes(compress(warc_record(1, text.encode(), "conversion", "text/plain")))
    (record,) = records(read(path))
    assert (record.body.content, record.body.view) == (text, TextView.TEXT)


@pytest.mark.parametrize("where", [0.1, 0.5, 0.95])
def test_damage_in_a_warc_costs_one_record(tmp_path: Path, where: float) -> None:
    pytest.importorskip("fastwarc")
    members = [gzip.compress(warc_record(i, html_page(i))) for i in range(1, 8)]
    damaged = bytearray(members[3])
    place = int(len(damaged) * where)
    damaged[place : place + 20] = bytes(byte ^ 0x55 for byte in damaged[place : place + 20])
    members[3] = bytes(damaged)
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(members))
    items = read(path)
    assert [record.body.content for record in records(items)] == [html_page(i) for i in (1, 2, 3, 5, 6, 7)]
    assert sum(isinstance(item, Rejected) for item in items) == 1


def test_damage_in_an_uncompressed_warc_costs_one_record(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    parts = [warc_record(i, html_page(i)) for i in range(1, 5)]
    parts[1] = parts[1].replace(b"Content-Length", b"Content-Langth")
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(parts)[:-100])
    items = read(path)
    assert [record.body.content for record in records(items)] == [html_page(1), html_page(3)]
    reasons = [item.reason for item in items if isinstance(item, Rejected)]
    assert reasons == ["a WARC header without Content-Length", "the file ends within a WARC record"]


def test_a_warc_record_too_long_is_passed_over(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    parts = [warc_record(1, html_page(1)), warc_record(2, b"x" * 1_000_000), warc_record(3, html_page(3))]
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(parts))
    items = read(path, max_bytes=500_000)
    assert [record.body.content for record in records(items)] == [html_page(1), html_page(3)]
    assert sum(isinstance(item, Rejected) for item in items) == 1


def test_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "pages.parquet"
    parquet.write_table(arrow.table({"text": ["one", None, "three"], "n": [1, 2, 3]}), path)
    items = read(path)
    assert [record.body.content for record in records(items)] == ["one", "three"]
    assert [str(item.place) for item in items if isinstance(item, Rejected)] == [f"{path}:2"]
    path.write_bytes(path.read_bytes()[:-50])
    (rejected,) = read(path)
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("damaged Parquet")


@given(data=st.binary(max_size=400), format=st.sampled_from(list(InputFormat)))
def test_any_bytes_give_items(tmp_path_factory: pytest.TempPathFactory, data: bytes, format: InputFormat) -> None:
    pytest.importorskip("fastwarc")
    pytest.importorskip("pyarrow")
    start = {InputFormat.PARQUET: b"PAR1", InputFormat.WARC: b"WARC/1.0\r\n", InputFormat.JSONL: b'{"text":'}
    path = tmp_path_factory.getbasetemp() / "any-bytes"
    path.write_bytes(start.get(format, b"") + data)
    for item in read(path, format):
        assert isinstance(item, Record | Rejected | Skipped)
