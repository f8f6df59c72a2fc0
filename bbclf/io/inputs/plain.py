"""A file of text that is one page."""

from __future__ import annotations

import io
from collections.abc import Iterator

from bbclf.charset import decode
from bbclf.io.bodies import Body
from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.items import Place, Record, Source, too_long

__all__ = ["PlainText", "read_whole"]


class PlainText(InputFormat):
    """Text in any charset."""

    name = "plain"
    suffixes = (".txt", ".text", ".md")

    def looks_like(self, start: bytes) -> bool:
        """Whatever is no other format is text."""
        return True

    def read(self, stream: io.BufferedReader, source: Source, reading: Reading) -> Iterator[Record]:
        """Read the file as one page."""
        decoded = decode(read_whole(stream, reading.max_bytes))
        if decoded.by == "detection":
            reading.warn(f"{source.path}: not UTF-8, read as {decoded.charset}")
        yield Record(Place(source.path), Body(decoded.text, reading.view, source.relative))


def read_whole(stream: io.BufferedReader, max_bytes: int) -> bytes:
    """The bytes of a file that is one page.

    Raises
    ------
    InputError
        There are more than `max_bytes`.
    """
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_long("this file", max_bytes)
    return data
