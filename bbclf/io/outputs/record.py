"""The input's records with the kept text in one of their fields, as JSONL."""

from __future__ import annotations

import base64
import math
from typing import IO, TYPE_CHECKING, Any

from bbclf.files.jsonl import dump_record
from bbclf.io.items import Record as InputRecord
from bbclf.io.outputs.base import OutputFormat, PageWriter, as_utf8

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Record"]


class Record(OutputFormat):
    """The input's record; the field is added or replaced, other fields and their order stay."""

    name = "record"
    suffix = ".jsonl"
    fills_field = True

    def render(self, labelled: LabelledPage) -> bytes:
        """The kept text, which the writer puts into the record."""
        return as_utf8(self.kept.of(labelled))

    def render_record(self, labelled: LabelledPage, fields: dict[str, Any] | None) -> bytes:
        """The record as a line of JSON; of a row of Parquet, the kept text alone."""
        if fields is None:
            return self.render(labelled)
        return dump_record(fields | {self.text_field: self.kept.of(labelled)})

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer of records."""
        return _RecordWriter(stream, self.text_field)


class _RecordWriter:
    def __init__(self, stream: IO[bytes], text_field: str) -> None:
        self._stream = stream
        self._text_field = text_field

    def write(self, record: InputRecord, rendered: bytes) -> None:
        if record.row is not None:
            values = {name: _as_json(value) for name, value in record.row.values().items()}
            rendered = dump_record(values | {self._text_field: rendered.decode()})
        self._stream.write(rendered)

    def close(self) -> None:
        pass


def _as_json(value: Any) -> Any:
    """A Parquet value as JSON; types that JSON does not have become text."""
    if isinstance(value, dict):
        return {str(name): _as_json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, str | int) else str(value)
