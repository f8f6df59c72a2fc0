"""What is larger than a limit is refused and said, costs only itself, and is not held in memory."""

from __future__ import annotations

import gzip
import json
import lzma
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

import bbclf.files.jsonl
import bbclf.html
import bbclf.io.warc
import bbclf.model
from bbclf.cli import app
from bbclf.errors import InputError
from bbclf.files import open_input
from bbclf.files.compression.gzip import MAX_DAMAGED_MEMBERS
from bbclf.files.compression.xz import MAX_XZ_MEMORY
from bbclf.io.records import Rejected
from bbclf.limits import DEFAULT_LIMITS, MAX_PAGE_BYTES, Limits
from bbclf.page import Page
from tests.io.test_io import html_page, read, records, warc_record
from tests.support.cli_pages import PROSE, TEXT, objects, prose
from tests.support.run import ROOT, Bbclf

LONG = b"rain " * 300_000


def gzipped_page(number: int, html: bytes) -> bytes:
    """A WARC record whose page is compressed, as servers send it."""
    return warc_record(number, gzip.compress(html), headers="Content-Encoding: gzip\r\n")


# --- pages ---


@pytest.mark.parametrize(
    ("text", "limits", "message"),
    [
        ("x" * 11, Limits(characters=10), "has 11 characters, more than the 10 that are read: split it"),
        ("\n" * 11, Limits(lines=10), "has 11 lines, more than the 10 that are read: split it"),
        ("x\r\n" * 11, Limits(lines=10), "has 11 lines"),
        ("x\u2028" * 11, Limits(lines=10), "has 11 lines"),
        ("x" * (MAX_PAGE_BYTES + 1), DEFAULT_LIMITS, "67,108,865 characters, more than the 67,108,864"),
        ("\n" * 1_000_001, DEFAULT_LIMITS, "1,000,001 lines, more than the 1,000,000"),
    ],
    ids=["characters", "lines", "CRLF", "line separators", "default characters", "default lines"],
)
def test_a_text_over_a_limit(text: str, limits: Limits, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Page.from_text(text, limits=limits)


def test_html_over_a_limit() -> None:
    with pytest.raises(InputError, match="has 11 lines, more than the 10"):
        Page.from_html("<p>x" * 11, limits=Limits(lines=10))


def test_what_a_limit_allows() -> None:
    assert len(Page.from_text("x\n" * 10, limits=Limits(characters=20, lines=10))) == 10
    assert len(Page.from_html("<p>x" * 10, limits=Limits(lines=10))) == 10
    assert len(Page.from_html("<i>" + "<p>x</p>" * 500_000)) == 500_000


# --- records ---


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_a_line_of_jsonl_too_long_costs_itself(tmp_path: Path, compress: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": i, "text": prose(i)}).encode() for i in range(3)]
    path.write_bytes(compress(b"\n".join([lines[0], b'{"text": "' + LONG + b'"}', lines[1], b"", lines[2], LONG])))
    items = read(path, max_bytes=10_000)
    assert [record.body.id for record in records(items)] == ["0", "1", "2"]
    bad = [(item.place.number, item.reason) for item in items if isinstance(item, Rejected)]
    reason = "this record is longer than 10,000 bytes, too long for a page: see --max-page-mb"
    assert bad == [(2, reason), (6, reason)]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_file_too_long(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(LONG)
    (rejected,) = read(tmp_path / name, max_bytes=10_000)
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("this file is longer than 10,000 bytes")


def test_a_page_of_a_warc_that_unpacks_to_too_much(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "crawl.warc.gz"
    parts = [gzipped_page(1, html_page(1)), gzipped_page(2, LONG), warc_record(3, html_page(3))]
    path.write_bytes(b"".join(map(gzip.compress, parts)))
    items = read(path, max_bytes=10_000)
    assert [record.body.content for record in records(items)] == [html_page(1), html_page(3)]
    (rejected,) = (item for item in items if isinstance(item, Rejected))
    assert rejected.place.number == 2
    assert rejected.reason.startswith("this record, decoded, is longer than 10,000 bytes")


def test_a_warc_record_that_declares_an_absurd_length(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "crawl.warc.gz"
    absurd = warc_record(2, html_page(2)).replace(b"Content-Length: ", b"Content-Length: 99999999999", 1)
    path.write_bytes(b"".join(map(gzip.compress, [warc_record(1, html_page(1)), absurd])))
    items = read(path)
    assert [record.body.content for record in records(items)] == [html_page(1)]
    (rejected,) = (item for item in items if isinstance(item, Rejected))
    assert "bytes is longer than 67,108,864 bytes" in rejected.reason


def test_a_row_of_parquet_too_long(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(arrow.table({"text": ["one", LONG.decode(), "three"]}), tmp_path / "a.parquet")
    items = read(tmp_path / "a.parquet", max_bytes=10_000)
    assert [record.body.content for record in records(items)] == ["one", "three"]
    assert [item.place.number for item in items if isinstance(item, Rejected)] == [2]


# --- archives ---


def bomb(compress: Callable[[bytes], bytes]) -> bytes:
    """A thousand megabytes of one line, said briefly: an archive may have many members."""
    return compress(b" " * 10_000_000) * 100


@pytest.mark.parametrize("name", ["gz", "xz", "zst"])
def test_a_bomb_is_not_held_in_memory(tmp_path: Path, name: str) -> None:
    if name == "zst":
        packed = bomb(pytest.importorskip("zstandard").compress)
    else:
        packed = bomb(gzip.compress if name == "gz" else lzma.compress)
    path = tmp_path / f"a.jsonl.{name}"
    path.write_bytes(packed)
    assert len(packed) < 2_000_000
    tracemalloc.start()
    (rejected,) = read(path, max_bytes=1_000_000, format=bbclf.io.formats.InputFormat.JSONL)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("this record is longer than 1,000,000 bytes")
    assert peak < 80_000_000


def test_an_xz_file_that_asks_for_absurd_memory(tmp_path: Path) -> None:
    packed = bytearray(lzma.compress(b"rain"))
    header = packed[12:20]  # of the first block: size, flags, the filter, its properties, padding
    assert header[2:4] == b"\x21\x01"  # LZMA2, one byte of properties
    header[4] = 40  # a dictionary of 4 GB
    packed[12:24] = header + zlib.crc32(header).to_bytes(4, "little")
    path = tmp_path / "a.xz"
    path.write_bytes(packed)
    with open_input(path) as stream, pytest.raises(InputError, match="Memory usage limit exceeded"):
        stream.read()


# --- the command line ---


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_limits_of_the_command_line(tmp_path: Path, predict: Bbclf, jobs: str) -> None:
    (tmp_path / "long.txt").write_bytes(LONG)
    (tmp_path / "many.txt").write_text("x\n" * 1000)
    (tmp_path / "page.txt").write_text(TEXT)
    done = predict(".", "--max-page-mb", "1", "--max-lines", "100", "--jobs", jobs, "--rejects", "rejects.jsonl")
    assert done.stdout.decode() == PROSE + "\n"
    assert done.stderr.decode().splitlines()[:2] == [
        "bbclf: ./long.txt: this file is longer than 1,048,576 bytes, too long for a page: see --max-page-mb",
        "bbclf: ./many.txt: the page has 1,000 lines, more than the 100 that are read: split it, or raise the limit"
        " (docs/limits.md)",
    ]
    assert [record["path"] for record in objects((tmp_path / "rejects.jsonl").read_bytes())] == [
        "./long.txt",
        "./many.txt",
    ]
    assert done.returncode == 0
    assert predict("*.txt", "--max-page-mb", "2", "--max-lines", "1000", "--jobs", jobs).returncode == 0


def test_the_page_about_limits_says_what_they_are() -> None:
    page = (ROOT / "docs/limits.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    options = CliRunner().invoke(app, ["predict", "--help"], env={"COLUMNS": "200"}).output
    for option in ("--max-page-mb", "--max-lines", "--max-errors"):
        assert option in options
        assert any(option in row for row in rows)
    for value, name in [
        (f"{MAX_PAGE_BYTES // 2**20} MB", "read_all"),
        (f"{DEFAULT_LIMITS.characters:,}", "Limits(characters=)"),
        (f"{DEFAULT_LIMITS.lines:,}", "Limits(lines=)"),
        (f"{bbclf.html.MAX_CHARACTERS:,}", "bbclf.html.MAX_CHARACTERS"),
        (f"{bbclf.files.jsonl.MAX_RECORD_BYTES // 2**20} MB", "bbclf.files.jsonl.MAX_RECORD_BYTES"),
        (f"{bbclf.io.warc.MAX_HEADER_BYTES // 2**10} KB", "bbclf.io.warc.MAX_HEADER_BYTES"),
        (f"{MAX_XZ_MEMORY // 2**20} MB", "bbclf.files.compression.xz.MAX_XZ_MEMORY"),
        (f"{MAX_DAMAGED_MEMBERS:,}", "bbclf.files.compression.gzip.MAX_DAMAGED_MEMBERS"),
        (f"{bbclf.model.MAX_ARRAY_BYTES // 10**6} MB", "bbclf.model.MAX_ARRAY_BYTES"),
    ]:
        assert any(f"| {value} |" in row and name in row for row in rows), name
    assert f"deeper than {bbclf.html.MAX_DEPTH} " in page
