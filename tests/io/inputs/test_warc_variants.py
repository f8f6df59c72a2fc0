"""Crawls as their writers differ: all pages are read, damage costs itself alone and is said."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.io.inputs import Reading
from bbclf.io.items import Skipped
from tests.support.reading import contents, read, records, rejected
from tests.support.warc import html_page, warc_record

pytest.importorskip("fastwarc")

CYRILLIC = "<p>Всё смешалось в доме, и никто уже не помнил, с чего это началось.</p>"


def chunked(data: bytes) -> bytes:
    half = len(data) // 2
    parts = (data[:half], data[half:])
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def pages_of(path: Path, data: bytes, **options: object) -> list[bytes | str]:
    path.write_bytes(data)
    items = read(path, reading=Reading(**options))  # type: ignore[arg-type]
    assert rejected(items) == []
    return contents(items)


def resized(data: bytes) -> bytes:
    """A response record that was changed, with the length that it has now."""
    head, start, response = data.partition(b"HTTP/1.1")
    size = len(start + response) - 4
    return re.sub(rb"Content-Length: \d+", b"Content-Length: %d" % size, head) + start + response


HEADS: list[Callable[[bytes], bytes]] = [
    lambda data: resized(data.replace(b"text/html", b"Text/HTML; Charset=UTF-8")),
    lambda data: data.replace(b"WARC-Type", b"warc-type").replace(b"Content-Length", b"content-length"),
    lambda data: data.replace(b"WARC-Type: response", b"WARC-TYPE:Response"),
    lambda data: resized(data.replace(b"Content-Type: text/html\r\n", b"")),
    lambda data: data.replace(b"WARC/1.0", b"WARC/0.18"),
    lambda data: data.replace(b"WARC-Target-URI: ", b"WARC-Target-URI:\r\n  "),
    lambda data: b"\r\n\n" + data + b"\n\r\n\r\n",
    lambda data: data[:-4],
    lambda data: data[:-2],
]


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
@pytest.mark.parametrize("change", HEADS, ids=range(len(HEADS)))
def test_headers_that_differ(
    tmp_path: Path, change: Callable[[bytes], bytes], compress: Callable[[bytes], bytes]
) -> None:
    data = b"".join(compress(change(warc_record(i, html_page(i)))) for i in range(3))
    assert len(pages_of(tmp_path / "a.warc", data)) == 3


def test_line_ends_without_carriage_returns(tmp_path: Path) -> None:
    records = [warc_record(i, html_page(i), "resource").replace(b"\r\n", b"\n") for i in range(3)]
    assert pages_of(tmp_path / "a.warc", b"".join(records)) == [html_page(i) for i in range(3)]
    response = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n" + html_page(1)
    head = b"WARC/1.0\nWARC-Type: response\nContent-Length: %d\n\n" % len(response)
    assert pages_of(tmp_path / "b.warc", head + response + b"\n\n") == [html_page(1)]


def test_a_response_of_a_body_alone(tmp_path: Path) -> None:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % len(html_page(1))
    assert pages_of(tmp_path / "a.warc", head + html_page(1) + b"\r\n\r\n") == [html_page(1)]


ENCODINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("Content-Encoding: gzip", gzip.compress),
    ("content-encoding: GZIP", gzip.compress),
    ("Content-Encoding: x-gzip", gzip.compress),
    ("Content-Encoding: deflate", zlib.compress),
    ("Content-Encoding: deflate", lambda data: zlib.compress(data, wbits=-15)),
    ("Transfer-Encoding: chunked", chunked),
    ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", lambda data: chunked(gzip.compress(data))),
    ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", gzip.compress),
    ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked", chunked),
    ("Content-Encoding: gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
    ("Content-Encoding: identity", bytes),
    *((f"Content-Encoding: {name}", bytes) for name in ("gzip", "deflate", "br", "zstd")),
    ("Transfer-Encoding: chunked", bytes),
]


@pytest.mark.parametrize(("headers", "encode"), ENCODINGS, ids=range(len(ENCODINGS)))
def test_bodies_that_are_encoded_or_only_said_to_be(
    tmp_path: Path, headers: str, encode: Callable[[bytes], bytes]
) -> None:
    data = warc_record(1, encode(html_page(1)), headers=headers + "\r\n")
    assert pages_of(tmp_path / "a.warc", data) == [html_page(1)]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(html_page(2))[:-20]),
        ("Content-Encoding: deflate", zlib.compress(html_page(2))[:-20]),
        ("Transfer-Encoding: chunked", chunked(html_page(2))[:-200]),
        ("Content-Encoding: br", b"\xff\xfe\x00nonsense"),
    ],
)
def test_a_body_that_is_cut_short_is_no_page(tmp_path: Path, headers: str, body: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(warc_record(1, html_page(1)) + warc_record(2, body, headers=headers + "\r\n"))
    items = read(path)
    assert contents(items) == [html_page(1)]
    (bad,) = rejected(items)
    assert bad.place.number == 2
    assert bad.reason.startswith("damaged WARC record: ")


@pytest.mark.parametrize("off_by", [-300, -1, 6, 40, "one record", "two records", 10**6, 10**15])
def test_a_wrong_content_length_costs_its_record(tmp_path: Path, off_by: int | str) -> None:
    parts = [warc_record(i, html_page(i)) for i in range(5)]
    sizes = {"one record": len(parts[2]), "two records": len(parts[2] + parts[3])}
    amount = sizes[off_by] if isinstance(off_by, str) else off_by
    head, _, rest = parts[1].rpartition(b"Content-Type: application/http")
    length = len(parts[1]) - parts[1].index(b"HTTP/1.1") - 4
    parts[1] = (
        head + b"Content-Type: application/http" + rest.replace(b"%d\r\n" % length, b"%d\r\n" % (length + amount))
    )
    assert b"Content-Length: %d\r\n" % (length + amount) in parts[1]
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(parts))
    items = read(path)
    assert contents(items) == [html_page(i) for i in (0, 2, 3, 4)]
    assert [item.place.number for item in rejected(items)] == [2]


def test_a_wrong_content_length_that_ends_at_a_line_end_by_chance(tmp_path: Path) -> None:
    broken = b"WARC/1.0\r\nContent-Length: -5\r\n\r\n"
    last = warc_record(2, html_page(2))
    swallowed = b"\r\n\r\n" + broken + last[: last.index(b"\r\n")]
    wrong = warc_record(1, html_page(1))[:-4]
    size = len(wrong) - wrong.index(b"HTTP/1.1")
    wrong = wrong.replace(b"Content-Length: %d\r\n" % size, b"Content-Length: %d\r\n" % (size + len(swallowed)))
    path = tmp_path / "a.warc"
    path.write_bytes(warc_record(0, html_page(0)) + wrong + b"\r\n\r\n" + broken + last)
    items = read(path)
    assert contents(items) == [html_page(0), html_page(2)]
    assert [item.place.number for item in rejected(items)] == [2]


def test_a_page_about_warc_is_one_page(tmp_path: Path) -> None:
    shown = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 12\r\n\r\n<p>hi</p>\r\n\r\n"
    page = b"<pre>\n\n" + shown + b"</pre><p>That was it.</p>"
    data = warc_record(1, page) + warc_record(2, html_page(2))
    assert pages_of(tmp_path / "a.warc", data) == [page, html_page(2)]


def test_the_charset_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    html, text = "text/html; charset=windows-1251", "text/plain; charset=windows-1251"
    path.write_bytes(
        warc_record(1, CYRILLIC.encode("cp1251"), media_type=html)
        + warc_record(2, CYRILLIC[3:-4].encode("cp1251"), media_type=text)
    )
    page, plain = (record.body.read().page for record in records(read(path)))
    assert page.lines == [CYRILLIC[3:-4]]
    assert plain.lines == [CYRILLIC[3:-4]]


def test_what_is_no_page_is_counted_by_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    gone = warc_record(1, html_page(1)).replace(b"200 OK", b"404 No")
    moved = warc_record(2, html_page(2)).replace(b"200 OK", b"301 No")
    others = [warc_record(3, b"x", kind) for kind in ("request", "revisit", "metadata")]
    path.write_bytes(gone + moved + b"".join(others) + warc_record(6, b"<rss>", media_type="application/rss+xml"))
    kinds = [item.kind for item in read(path) if isinstance(item, Skipped)]
    assert kinds == [
        "status 404", "status 301", "request record", "revisit record", "metadata record", "application/rss+xml",
    ]  # fmt: skip
    asked = read(path, reading=Reading(any_status=True))
    assert contents(asked) == [html_page(1), html_page(2)]


def test_what_is_no_page_may_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    cut = gzip.compress(html_page(2))[:-20]
    image = warc_record(1, cut, media_type="image/svg+xml", headers="Content-Encoding: gzip\r\n")
    gone = warc_record(2, cut, headers="Content-Encoding: gzip\r\n").replace(b"200 OK", b"404 No")
    path.write_bytes(image + gone)
    assert [item.kind for item in read(path) if isinstance(item, Skipped)] == ["image/svg+xml", "status 404"]


@pytest.mark.parametrize(("body", "view"), [(b"<p>It rained.", "html"), (b"It rained.", "auto"), (bytes(99), None)])
def test_a_body_of_no_media_type_is_looked_at(tmp_path: Path, body: bytes, view: str | None) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(resized(warc_record(1, body).replace(b"Content-Type: text/html\r\n", b"")))
    items = read(path)
    assert [record.body.view for record in records(items)] == ([view] if view else [])
    assert len(items) == 1


@given(cut=st.integers(0, 3000), size=st.integers(1, 400))
def test_records_around_any_damage_are_read(tmp_path_factory: pytest.TempPathFactory, cut: int, size: int) -> None:
    parts = [warc_record(i, html_page(i)) for i in range(4)]
    before, after = len(parts[0]), len(parts[0] + parts[1])
    position = before + cut % (after - before)
    data = bytearray(b"".join(parts))
    end = min(position + size, after - 4)
    data[position:end] = b"\x00" * (end - position)
    path = tmp_path_factory.getbasetemp() / "damaged.warc"
    path.write_bytes(data)
    found = contents(read(path))
    assert set(found) >= {html_page(i) for i in (0, 2, 3)}
    assert len(rejected(read(path))) <= 1
