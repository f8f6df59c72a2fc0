"""Parquet files to records and back, other columns untouched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from bbclf.errors import InputError, MissingDependencyError
from bbclf.io.records import Place, Record, Rejected, too_long

if TYPE_CHECKING:
    from bbclf.io.readers import Fields

__all__ = ["ParquetWriter", "Row", "read_parquet"]

BATCH_ROWS = 256
"""Rows read at a time: pages of a megabyte each are then 256 MB at most."""


class Row(NamedTuple):
    """Where a page came from: a row of an Arrow record batch."""

    batch: Any
    number: int

    def values(self) -> dict[str, Any]:
        """The row as Python objects."""
        row: dict[str, Any] = self.batch.slice(self.number, 1).to_pylist()[0]
        return row


def read_parquet(stream: io.BufferedReader, path: str, fields: Fields, max_bytes: int) -> Iterator[Record | Rejected]:
    """Read the rows of a Parquet file.

    Parameters
    ----------
    stream : io.BufferedReader
        A file that can be sought in: Parquet keeps its index at the end.
    path : str
    fields : Fields
    max_bytes : int
        Rows of longer pages are rejected.

    Yields
    ------
    Record or Rejected

    Raises
    ------
    InputError
        The stream is a pipe or compressed as a whole, or not Parquet.
    MissingDependencyError
        pyarrow is not installed.
    """
    arrow, parquet = _pyarrow()
    if not stream.seekable():
        raise InputError("Parquet must be a file, not a pipe, and not compressed as a whole: it is read from its end")
    number = 0
    try:
        file = parquet.ParquetFile(stream)
        wanted = [name for name in (fields.text, fields.html, fields.id, fields.url) if name in file.schema_arrow.names]
        for batch in file.iter_batches(BATCH_ROWS):
            pages = batch.select(wanted)
            for i in range(len(batch)):
                number += 1
                place = Place(path, number)
                row = pages.slice(i, 1)
                if row.nbytes > max_bytes:
                    yield Rejected(place, too_long("this row", max_bytes).message)
                    continue
                values = row.to_pylist()[0]
                try:
                    yield fields.record(values, place, Row(batch, i))
                except InputError as error:
                    yield Rejected(place, error.message, str(values))
    except (arrow.ArrowException, OSError) as error:
        first_line = str(error).partition("\n")[0]
        raise InputError(f"damaged Parquet: {first_line}", line=number + 1) from error


class ParquetWriter:
    """Writes rows with one column added or replaced.

    Parameters
    ----------
    stream : binary file
    column : str
        The column that is given each row's kept text.
    """

    def __init__(self, stream: IO[bytes], column: str) -> None:
        self._stream = stream
        self._column = column
        self._writer: Any = None
        self._rows: list[Row] = []
        self._texts: list[str] = []

    def write(self, row: Row, text: str) -> None:
        """Write one row; rows of one batch go out together, so that their types stay what they were."""
        if self._rows and row.batch is not self._rows[0].batch:
            self._flush()
        self._rows.append(row)
        self._texts.append(text)

    def _flush(self) -> None:
        arrow, parquet = _pyarrow()
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

    def close(self) -> None:
        """Write what is left and the file's index."""
        if self._rows:
            self._flush()
        if self._writer is not None:
            self._writer.close()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingDependencyError("pyarrow", "parquet") from error
    return pyarrow, pyarrow.parquet
