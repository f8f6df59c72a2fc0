"""pyarrow, for the two formats that are Parquet, and the rows that one hands to the other."""

from __future__ import annotations

from typing import Any, NamedTuple

from bbclf.errors import InputError, MissingDependencyError

__all__ = ["Row", "load_pyarrow", "without_views"]


class Row(NamedTuple):
    """A row of an Arrow record batch.

    Attributes
    ----------
    batch : pyarrow.RecordBatch
    number : int
        From 0.
    n_bytes : int
        A row's share of the batch.
    """

    batch: Any
    number: int
    n_bytes: int = 0

    def values(self) -> dict[str, Any]:
        """The row as Python objects.

        Raises
        ------
        InputError
            Python has no such value.
        """
        try:
            row: dict[str, Any] = self.batch.slice(self.number, 1).to_pylist()[0]
        except (ValueError, OverflowError) as error:
            raise InputError(f"a value of this row cannot be written: {error}") from error
        return row


def without_views(batch: Any) -> Any:
    """A record batch whose columns can be cut and joined: not all that arrow does works on ``string_view``."""
    arrow, _ = load_pyarrow()
    plain = {"string_view": arrow.large_string(), "binary_view": arrow.large_binary()}
    for i, field in enumerate(batch.schema):
        if (type := plain.get(str(field.type))) is not None:
            batch = batch.set_column(i, field.name, batch.column(i).cast(type))
    return batch


def load_pyarrow() -> tuple[Any, Any]:
    """The modules ``pyarrow`` and ``pyarrow.parquet``.

    Raises
    ------
    MissingDependencyError
        pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingDependencyError("pyarrow", "parquet") from error
    return pyarrow, pyarrow.parquet
