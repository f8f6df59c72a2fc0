"""Parquet to Parquet: one column is added or replaced, the others stay what they were."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from bbclf.errors import InputError
from bbclf.io.arrow import Row, load_pyarrow
from bbclf.io.items import Record
from bbclf.io.outputs.base import OutputFormat, PageWriter, as_utf8

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Parquet"]


class Parquet(OutputFormat):
    """The input's rows with the kept text in one column."""

    name = "parquet"
    suffix = ".parquet"
    fills_field = True

    def render(self, labelled: LabelledPage) -> bytes:
        """The kept text, which the writer puts into the row."""
        return as_utf8(self.kept.of(labelled))

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer of rows."""
        return _RowWriter(stream, self.text_field)


class _RowWriter:
    """Writes rows; those of one batch of the input go out together, so that their types stay what they were."""

    def __init__(self, stream: IO[bytes], column: str) -> None:
        self._stream = stream
        self._column = column
        self._writer: Any = None
        self._rows: list[Row] = []
        self._texts: list[str] = []

    def write(self, record: Record, rendered: bytes) -> None:
        row = record.origin
        if not isinstance(row, Row):
            raise InputError("only Parquet can be written as Parquet: use --to record", path=str(record.place))
        if self._rows and row.batch is not self._rows[0].batch:
            self._flush()
        self._rows.append(row)
        self._texts.append(rendered.decode())

    def close(self) -> None:
        if self._rows:
            self._flush()
        if self._writer is not None:
            self._writer.close()

    def _flush(self) -> None:
        arrow, parquet = load_pyarrow()
        batch = self._rows[0].batch.take(arrow.array([row.number for row in self._rows]))
        texts = arrow.array(self._texts, type=arrow.large_string())
        if self._column in batch.schema.names:
            batch = batch.set_column(batch.schema.names.index(self._column), self._column, texts)
        else:
            batch = batch.append_column(self._column, texts)
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._stream, batch.schema, compression="zstd")
        self._writer.write_batch(batch)
        self._rows.clear()
        self._texts.clear()
