"""pyarrow, for the two formats that are Parquet, and the rows that one hands to the other."""

from __future__ import annotations

from typing import Any, NamedTuple

from bbclf.errors import MissingDependencyError

__all__ = ["Row", "load_pyarrow"]


class Row(NamedTuple):
    """A row of an Arrow record batch.

    Attributes
    ----------
    batch : pyarrow.RecordBatch
    number : int
        From 0.
    """

    batch: Any
    number: int

    def values(self) -> dict[str, Any]:
        """The row as Python objects."""
        row: dict[str, Any] = self.batch.slice(self.number, 1).to_pylist()[0]
        return row


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
