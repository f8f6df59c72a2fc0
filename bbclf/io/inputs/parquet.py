"""A page in each row of a Parquet file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from bbclf.errors import InputError
from bbclf.io.arrow import Row, load_pyarrow, without_views
from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.items import Place, Record, Rejected, Source, too_long

__all__ = ["Parquet"]

BATCH_ROWS = 256
"""Rows read at a time: pages of a megabyte each are then 256 MB at most."""


class Parquet(InputFormat):
    """Rows of Parquet; the stream must be a file that can be sought in, since the index is at its end."""

    name = "parquet"
    suffixes = (".parquet",)
    signature = b"PAR1"

    def read(self, stream: io.BufferedReader, source: Source, reading: Reading) -> Iterator[Record | Rejected]:
        """Read the page of each row."""
        arrow, parquet = load_pyarrow()
        if not stream.seekable():
            raise InputError(
                "Parquet must be a file, not a pipe, and not compressed as a whole: it is read from its end"
            )
        number = 0
        try:
            file = parquet.ParquetFile(stream)
            names = file.schema_arrow.names
            wanted = _columns(names, reading.fields.names)
            if file.metadata.num_rows and not {reading.fields.text, reading.fields.html} & set(wanted):
                raise InputError(reading.fields.missing(dict.fromkeys(names, True)))
            for read in file.iter_batches(BATCH_ROWS):
                batch = without_views(read)
                pages = batch.select(wanted)
                n_bytes = batch.nbytes // len(batch)
                for i in range(len(batch)):
                    number += 1
                    yield _record(pages.slice(i, 1), Row(batch, i, n_bytes), Place(source.path, number), reading)
        except (arrow.ArrowException, OSError, UnicodeDecodeError) as error:  # the last of damaged names
            first_line = str(error).partition("\n")[0]
            raise InputError(f"damaged Parquet: {first_line}", line=number + 1) from error


def _columns(names: list[str], wanted: tuple[str, ...]) -> list[str]:
    """Those of the wanted columns that a file has.

    Raises
    ------
    InputError
        Two columns have the same name.
    """
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise InputError(f"several columns are named {repeated[0]!r}: rename all but one")
    return [name for name in dict.fromkeys(wanted) if name in names]


def _record(page: Any, row: Row, place: Place, reading: Reading) -> Record | Rejected:
    """The record of a row, of which `page` has the columns that make the page."""
    if page.nbytes > reading.max_bytes:
        return Rejected(place, too_long("this row", reading.max_bytes).message)
    try:
        values = page.to_pylist()[0]
    except (ValueError, OverflowError) as error:  # text that is not UTF-8, a date that Python does not have
        return Rejected(place, f"a value of this row cannot be read: {error}")
    try:
        body = reading.fields.body(values, reading.view)
    except InputError as error:
        return Rejected(place, error.message, str(values))
    return Record(place, body._replace(details=None), row)
