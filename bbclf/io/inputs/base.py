"""What every format of input provides."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from bbclf.io.fields import Fields
from bbclf.io.items import Record, Rejected, Skipped, Source, Warn
from bbclf.limits import MAX_PAGE_BYTES
from bbclf.view import TextViewChoice

__all__ = ["InputFormat", "Reading"]


def _say_nothing(message: str) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Reading:
    """How the files of a run are read, whatever their format.

    Attributes
    ----------
    fields : Fields
        Of JSONL and Parquet.
    view : {"auto", "text", "leftover"}
        Of files, fields and records of text; those of WET are ``text`` by default.
    max_bytes : int
        A longer page or record, decompressed, is rejected and not held in memory.
    any_status : bool
        Responses of a crawl without success (such as 404 and 301) are pages too.
    warn : callable
        Told when a text is not UTF-8 and its charset had to be guessed.
    """

    fields: Fields = field(default_factory=Fields)
    view: TextViewChoice = "auto"
    max_bytes: int = MAX_PAGE_BYTES
    any_status: bool = False
    warn: Warn = _say_nothing


class InputFormat(ABC):
    """A format of input; its instances have no state.

    Attributes
    ----------
    name : str
        For ``--from``.
    suffixes : tuple of str
        Of the names of its files, in lower case.
    signature : bytes or None
        What each of its files begins with, and no other file; None for formats that can only be guessed.
    """

    name: ClassVar[str]
    suffixes: ClassVar[tuple[str, ...]]
    signature: ClassVar[bytes | None] = None

    def looks_like(self, start: bytes) -> bool:
        """Whether text is of this format; only asked of formats without a signature.

        Parameters
        ----------
        start : bytes
            The first bytes of the content, in lower case, without byte-order mark and leading white space.
        """
        return False

    @abstractmethod
    def read(
        self, stream: io.BufferedReader, source: Source, reading: Reading
    ) -> Iterator[Record | Rejected | Skipped]:
        """Read the records of a file.

        Parameters
        ----------
        stream : io.BufferedReader
            From :func:`bbclf.files.open_input`.
        source : Source
            For places, and for the ids of files that are one page.
        reading : Reading

        Yields
        ------
        Record, Rejected or Skipped

        Raises
        ------
        InputError
            The file cannot be read any further.
        MissingDependencyError
            The package that reads the format is not installed.
        """
