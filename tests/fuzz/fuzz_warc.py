"""Crawls built of whole records and of damage between them: every whole record is found, and none made up.

Each byte of an input stands for a piece. Behind damage comes a record that need not be found, for damage may hide where
it begins; whole records before it and after it must be.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import NamedTuple

from bbclf.io.inputs import Reading
from bbclf.io.items import Record, Rejected, Source
from bbclf.io.readers import read_records
from bbclf.io.sources import find_sources
from bbclf.page import Page
from tests.fuzz.invariants import SCRATCH, fuzz
from tests.support.warc import html_page, warc_record

PATH = SCRATCH / "warc" / "a.warc"
PATH.parent.mkdir(parents=True, exist_ok=True)

PAGE = html_page(7)
LINES = Page.from_html(PAGE).lines
ENCODED = [
    (PAGE, ""),
    (gzip.compress(PAGE, mtime=0), "Content-Encoding: gzip\r\n"),
    (zlib.compress(PAGE), "Content-Encoding: deflate\r\n"),
    (PAGE, "Content-Encoding: gzip\r\n"),
    (b"%x;x=1\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Transfer-Encoding: chunked\r\n"),
    (PAGE, "Transfer-Encoding: chunked\r\n"),
]
WHOLE = [warc_record(7, content, headers=headers) for content, headers in ENCODED]
WHOLE += [
    record.replace(b"WARC-Type", b"warc-type").replace(b"Content-Length", b"content-length") for record in WHOLE[:2]
]
WHOLE += [WHOLE[0].replace(b"WARC/1.0", b"WARC/0.18"), WHOLE[0][:-2], b"\r\n\n" + WHOLE[0] + b"\n\r\n"]
OTHER = [warc_record(7, b"software: none\r\n", kind) for kind in ("warcinfo", "request", "metadata", "revisit")]
DAMAGE = [
    b"junk\r\n", b"\x00\xff" * 40, b"WARC/1.0\r\n", b"WARC/x\r\n", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
    b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", b"WARC/1.0\r\nContent-Length: 99999999999999999\r\n\r\n",
    WHOLE[0].replace(b"Content-Length: ", b"Content-Length: 1"), WHOLE[0][:-30], WHOLE[0][:60],
    b"WARC/1.0\r\nX: " + b"x" * 70_000,
]  # fmt: skip
MAX_PIECES = 40


class Crawl(NamedTuple):
    """A crawl, how many whole records with the page are in it, and how many of these have no damage before them."""

    content: bytes
    n_whole: int
    n_safe: int
    n_damage: int


def built(data: bytes) -> Crawl:
    """The crawl that the bytes of an input stand for; it begins with a whole record, by which it is recognised."""
    pieces = [WHOLE[0]]
    n_whole = n_safe = 1
    n_damage = 0
    behind_damage = False
    for byte in data[:MAX_PIECES]:
        kind, number = byte % 4, byte // 4
        table = (WHOLE, WHOLE, OTHER, DAMAGE)[kind]
        pieces.append(table[number % len(table)])
        n_whole += table is WHOLE
        n_safe += table is WHOLE and not behind_damage
        behind_damage = table is DAMAGE
        n_damage += behind_damage
    return Crawl(b"".join(pieces), n_whole, n_safe, n_damage)


def pages_of(path: Path) -> tuple[int, int]:
    """How many records of a crawl are the page, and how many are rejected."""
    n_pages = n_rejected = 0
    for source in find_sources([str(path)]):
        assert isinstance(source, Source)
        for item in read_records(source, Reading()):
            n_rejected += isinstance(item, Rejected)
            n_pages += isinstance(item, Record) and item.body.read().page.lines == LINES
    return n_pages, n_rejected


def read_crawl(data: bytes) -> None:
    crawl = built(data)
    PATH.write_bytes(crawl.content)
    n_pages, n_rejected = pages_of(PATH)
    # A damaged record may hold the page as a whole.
    assert crawl.n_safe <= n_pages <= crawl.n_whole + crawl.n_damage
    assert n_rejected or n_pages >= crawl.n_whole


if __name__ == "__main__":
    fuzz(read_crawl)
