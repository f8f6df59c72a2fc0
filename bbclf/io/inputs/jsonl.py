"""A page in each line of JSON."""

from __future__ import annotations

import io
from collections.abc import Iterator

from bbclf.errors import InputError
from bbclf.files.jsonl import lines_within, parse_json
from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.items import Place, Record, Rejected, Source, too_long

__all__ = ["Jsonl"]


class Jsonl(InputFormat):
    """JSON objects, one a line."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def looks_like(self, start: bytes) -> bool:
        """Whether it begins with a JSON object."""
        return start.startswith(b"{")

    def read(self, stream: io.BufferedReader, source: Source, reading: Reading) -> Iterator[Record | Rejected]:
        """Read the page of each line."""
        for number, line in lines_within(stream, reading.max_bytes):
            place = Place(source.path, number)
            if line is None:
                yield Rejected(place, too_long("this record", reading.max_bytes).message)
                continue
            try:
                yield _record(line, place, reading)
            except InputError as error:
                yield Rejected(place, error.message, line.decode("utf-8", "backslashreplace").rstrip("\r\n"))


def _record(line: bytes, place: Place, reading: Reading) -> Record:
    values = parse_json(line)
    if not isinstance(values, dict):
        raise InputError(f"a record must be a JSON object, got {type(values).__name__}")
    return Record(place, reading.fields.body(values, reading.view), values)
