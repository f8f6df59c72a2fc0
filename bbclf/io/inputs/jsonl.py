"""A page in each line of JSON."""

from __future__ import annotations

import io
from collections.abc import Iterator

from bbclf.files.jsonl import lines_within
from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.items import Place, Record, Rejected, Source, too_long
from bbclf.io.json_body import JsonBody

__all__ = ["Jsonl"]


class Jsonl(InputFormat):
    """JSON objects, one a line."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def looks_like(self, start: bytes) -> bool:
        """Whether it begins with a JSON object."""
        return start.startswith(b"{")

    def read(self, stream: io.BufferedReader, source: Source, reading: Reading) -> Iterator[Record | Rejected]:
        """Find the lines; what is in them is read where the pages are made."""
        for number, line in lines_within(stream, reading.max_bytes):
            place = Place(source.path, number)
            if line is None:
                yield Rejected(place, too_long("this record", reading.max_bytes).message)
            else:
                yield Record(place, JsonBody(line, reading.fields, reading.view))
