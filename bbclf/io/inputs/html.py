"""A file of HTML that is one page."""

from __future__ import annotations

import io
from collections.abc import Iterator

from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.inputs.plain import read_whole
from bbclf.io.items import Body, Place, Record, Source

__all__ = ["Html"]

_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<?xml")


class Html(InputFormat):
    """HTML in any charset."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def looks_like(self, start: bytes) -> bool:
        """Whether it begins with a doctype, a comment or one of the outermost elements."""
        return start.startswith(_STARTS)

    def read(self, stream: io.BufferedReader, source: Source, reading: Reading) -> Iterator[Record]:
        """Read the file as one page; its bytes are decoded where the page is made."""
        yield Record(Place(source.path), Body(read_whole(stream, reading.max_bytes), "html", source.relative))
