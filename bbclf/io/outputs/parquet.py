"""Parquet: the input's rows with one column added or replaced; of other records, their provenance and text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from bbclf.errors import InputError
from bbclf.io.arrow import Row, load_pyarrow
from bbclf.io.items import Record
from bbclf.io.outputs.base import PROVENANCE, OutputFormat, PageWriter, as_utf8, line_objects

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["LINES", "Parquet"]

BATCH_ROWS = 256
"""Rows written together."""

LINES = "lines"
"""Column of the lines."""


@dataclass(frozen=True)
class Parquet(OutputFormat):
    """Rows with the kept text in one column.

    Attributes
    ----------
    with_lines : bool
        Every line with its label and probability stands in the column :data:`LINES`, as in JSONL.
    """

    with_lines: bool = False

    name = "parquet"
    suffix = ".parquet"
    fills_field = True

    def render(self, labelled: LabelledPage) -> bytes:
        """What the writer adds to a row, as JSON."""
        return _as_json(self._added(labelled))

    def render_record(self, labelled: LabelledPage, fields: dict[str, Any] | None) -> bytes:
        """Of a record that is no row: its id, url and provenance too."""
        if fields is None:
            return self.render(labelled)
        page = labelled.page
        known = {name: fields.get(name) for name in PROVENANCE}
        return _as_json({"id": page.id, "url": page.url, **known, **self._added(labelled)})

    def _added(self, labelled: LabelledPage) -> dict[str, Any]:
        """The columns that labelling adds."""
        added: dict[str, Any] = {self.text_field: self.kept.of(labelled)}
        if self.with_lines:
            added[LINES] = line_objects(labelled)
        return added

    def settings(self) -> dict[str, Any]:
        """Whether lines are written."""
        return {"lines": self.with_lines}

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer of rows."""
        return _RowWriter(stream, self.text_field, self.with_lines)


def _as_json(values: dict[str, Any]) -> bytes:
    """Values as JSON that holds no lone surrogates, which Arrow cannot hold."""
    return as_utf8(json.dumps(values, ensure_ascii=False, allow_nan=False))


class _RowWriter:
    """Writes rows; those of one batch of the input go out together, so that their types stay what they were."""

    def __init__(self, stream: IO[bytes], column: str, with_lines: bool) -> None:
        self._arrow, self._parquet = load_pyarrow()
        self._stream = stream
        self._added = self._arrow.schema({column: self._arrow.large_string()})
        if with_lines:
            self._added = self._added.append(self._arrow.field(LINES, self._type_of_lines()))
        self._writer: Any = None
        self._rows: list[Row] = []
        self._values: list[dict[str, Any]] = []
        self._records: list[dict[str, Any]] = []

    def write(self, record: Record, rendered: bytes) -> None:
        row = record.row
        if row is None:
            self._flush_rows()
            self._records.append(self._checked(json.loads(rendered)))
            if len(self._records) >= BATCH_ROWS:
                self._flush_records()
            return
        self._flush_records()
        if self._rows and row.batch is not self._rows[0].batch:
            self._flush_rows()
        if not self._rows:
            self._check_schema(self._with_added(row.batch.slice(0, 0), []).schema)
        self._rows.append(row)
        self._values.append(json.loads(rendered))

    def close(self) -> None:
        self._flush_rows()
        self._flush_records()
        self._check_schema(None)
        self._writer.close()

    def _flush_rows(self) -> None:
        if self._rows:
            batch = self._rows[0].batch.take(self._arrow.array([row.number for row in self._rows]))
            self._writer.write_batch(self._with_added(batch, self._values))
            self._rows.clear()
            self._values.clear()

    def _flush_records(self) -> None:
        if self._records:
            self._writer.write_batch(self._arrow.RecordBatch.from_pylist(self._records, schema=self._record_schema()))
            self._records.clear()

    def _with_added(self, batch: Any, values: list[dict[str, Any]]) -> Any:
        for field in self._added:
            column = self._arrow.array([value[field.name] for value in values], type=field.type)
            if field.name in batch.schema.names:
                batch = batch.set_column(batch.schema.names.index(field.name), field.name, column)
            else:
                batch = batch.append_column(field.name, column)
        return batch

    def _type_of_lines(self) -> Any:
        text, number, real = self._arrow.string(), self._arrow.int64(), self._arrow.float64()
        offsets = {"start": number, "end": number}
        markup = {"tag": text, "path": text, "link_ratio": real}
        line = {"text": text, "label": text, "p_boilerplate": real} | offsets | markup
        return self._arrow.list_(self._arrow.struct(list(line.items())))

    def _record_schema(self) -> Any:
        text = self._arrow.string()
        types = {"id": text, "url": text, "date": text, "status": self._arrow.int32(), "language": text}
        return self._arrow.schema(types | {field.name: field.type for field in self._added})

    def _checked(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of a record; those that the schema cannot hold become text, or null."""
        self._check_schema(self._record_schema())
        status = values["status"]
        values["status"] = status if isinstance(status, int) and abs(status) < 2**31 else None
        for name in ("date", "language"):
            if name not in self._added.names and values[name] is not None:
                values[name] = str(values[name])
        return values

    def _check_schema(self, schema: Any) -> None:
        """Begin the file with its first schema; one without rows has that of records.

        Raises
        ------
        InputError
            The file has another.
        """
        if self._writer is None:
            chosen = self._record_schema() if schema is None else schema
            self._writer = self._parquet.ParquetWriter(self._stream, chosen, compression="zstd")
        elif schema is not None and not self._writer.schema.equals(schema):
            raise InputError(
                "its columns differ from those that were written before: use --output DIR/ for a file of each input"
            )
