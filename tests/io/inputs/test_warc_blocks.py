"""Crawls cut into records: the same ones in whatever pieces a file is read, around any damage."""

from __future__ import annotations

import io
from typing import Any

import pytest

from bbclf.io.inputs.warc_blocks import WarcBlock, warc_blocks
from tests.support.warc import html_page, warc_record

DAMAGE = [
    b"\x00\xff" * 40,
    b"junk\r\n" * 30,
    warc_record(9, html_page(9))[:-30],
    warc_record(9, html_page(9)).replace(b"Content-Length: ", b"Content-Length: 1"),
    b"WARC/1.0\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
]


class Pieces(io.RawIOBase):
    """A file that gives a few bytes at a time, as a decompressor may."""

    def __init__(self, data: bytes, size: int) -> None:
        self._stream, self._size = io.BytesIO(data), size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(min(self._size, len(buffer)))
        buffer[: len(piece)] = piece
        return len(piece)


def found(data: bytes, size: int) -> list[bytes]:
    """Contents of the records of a crawl that is read in pieces."""
    blocks = warc_blocks(io.BufferedReader(Pieces(data, size)), max_bytes=10**6)
    return [block.content for block in blocks if isinstance(block, WarcBlock)]


@pytest.mark.parametrize("damage", DAMAGE, ids=range(len(DAMAGE)))
@pytest.mark.parametrize("size", [20, 301, 5000])
def test_records_behind_damage_are_found_wherever_a_piece_ends(damage: bytes, size: int) -> None:
    whole = [warc_record(number, html_page(number)) for number in range(4)]
    data = whole[0] + damage + whole[1] + whole[2] + whole[3]
    assert found(data, size) == found(data, len(data))
    pages = {content.partition(b"\r\n\r\n")[2] for content in found(data, size)}
    assert pages >= {html_page(0), html_page(2), html_page(3)}
