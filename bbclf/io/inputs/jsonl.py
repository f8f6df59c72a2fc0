"""A page in each line of JSON."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from bbclf.errors import InputError
from bbclf.files.jsonl import lines_within
from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.items import Place, Record, Rejected, Source, too_long
from bbclf.io.json_body import JsonBody
from bbclf.io.starts import SNIFFED_BYTES, text_start

__all__ = ["Jsonl"]

_ARRAY = re.compile(rb"\[\s*\{")
_OPENED = re.compile(rb'\{[ \t]*\r?\n\s*"')
"""How JSON begins that is no JSONL: an array of objects, an object over several lines."""


class Jsonl(InputFormat):
    """JSON objects, one a line."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def looks_like(self, start: bytes) -> bool:
        """Whether it begins with a JSON object, or an array of them."""
        return start.startswith(b"{") or _ARRAY.match(start) is not None

    def read(self, stream: io.BufferedReader, source: Source, reading: Reading) -> Iterator[Record | Rejected]:
        """Find the lines; what is in them is read where the pages are made.

        Raises
        ------
        InputError
            It is JSON whose objects do not stand on a line each.
        """
        start = text_start(stream.peek(SNIFFED_BYTES)[:SNIFFED_BYTES])
        if _ARRAY.match(start):
            raise InputError("an array of JSON, expected an object on each line: jq -c '.[]' FILE makes them")
        if _OPENED.match(start):
            raise InputError("a JSON object over several lines, expected one on each line: jq -c . FILE makes them")
        for number, line in lines_within(stream, reading.max_bytes):
            place = Place(source.path, number)
            if line is None:
                yield Rejected(place, too_long("this record", reading.max_bytes).message)
            else:
                yield Record(place, JsonBody(line, reading.fields, reading.view))
