"""What a run of files yields: pages as they were found, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from bbclf.errors import InputError
from bbclf.files import STDIO
from bbclf.io.arrow import Row
from bbclf.io.bodies import PageBody
from bbclf.io.json_body import JsonBody

__all__ = [
    "FileEnd",
    "FileStart",
    "Found",
    "Item",
    "Place",
    "Record",
    "Rejected",
    "Skipped",
    "Source",
    "Warn",
    "as_text",
    "too_long",
]

Warn = Callable[[str], None]
"""Told, in one line, what a user should know but what stops nothing."""


class Place(NamedTuple):
    """Where a record stands.

    Attributes
    ----------
    path : str
    number : int or None
        From 1: the line of JSONL, the record of a WARC, the row of Parquet; None for a file that is one page.
    """

    path: str
    number: int | None = None

    def __str__(self) -> str:
        return self.path if self.number is None else f"{self.path}:{self.number}"

    @property
    def shown(self) -> str:
        """The place as people read it."""
        return str(self._replace(path="standard input")) if self.path == STDIO else str(self)


class Source(NamedTuple):
    """A file to read.

    Attributes
    ----------
    path : str
        ``"-"`` is standard input.
    relative : str
        The path below the directory that was given; the file's name where a file was given.
    format : str or None
        A name of :data:`bbclf.io.inputs.INPUTS`; None where the content decides.
    """

    path: str
    relative: str
    format: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """One page of the input.

    Attributes
    ----------
    place : Place
    body : PageBody
    row : Row or None
        What the page came in, if that is a row of Parquet.
    """

    place: Place
    body: PageBody
    row: Row | None = None

    @property
    def n_bytes(self) -> int:
        """Bytes or characters that it holds."""
        return self.body.n_bytes if self.row is None else self.row.n_bytes

    @property
    def raw(self) -> str | None:
        """The record itself, for a file of rejects; None where it can be found at its place."""
        return as_text(self.body.line) if isinstance(self.body, JsonBody) else None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that should be a page and cannot be read.

    Attributes
    ----------
    place : Place
    reason : str
    raw : str or None
        The record itself; None where it is a whole file.
    """

    place: Place
    reason: str
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is not meant to be a page: an image in a crawl, another file in a directory.

    Attributes
    ----------
    place : Place
    kind : str
        What it is instead, in the words of the summary, where those of a kind are counted together.
    """

    place: Place
    kind: str


@dataclass(frozen=True, slots=True)
class FileStart:
    """The items of a file follow.

    Attributes
    ----------
    source : Source
    """

    source: Source


@dataclass(frozen=True, slots=True)
class FileEnd:
    """All items of a file have been yielded."""


def as_text(line: bytes) -> str:
    """A line of bytes that may be no UTF-8, as it is shown."""
    return line.decode("utf-8", "backslashreplace").rstrip("\r\n")


def too_long(what: str, max_bytes: int) -> InputError:
    """The error for a page or record that exceeds the limit."""
    return InputError(f"{what} is longer than {max_bytes:,} bytes, too long for a page: see --max-page-mb")


Found = Source | Skipped | Rejected
"""What a search finds: a file to read, one that is no page, a directory that cannot be listed."""

Item = Record | Rejected | Skipped | FileStart | FileEnd
