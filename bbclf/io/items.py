"""What a run of files yields: pages as they were found, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from bbclf.charset import decode
from bbclf.errors import InputError
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.view import ViewChoice

if TYPE_CHECKING:
    from bbclf.page import Page

__all__ = [
    "Body",
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


class Body(NamedTuple):
    """What a page is made of; all that a worker process is sent.

    Attributes
    ----------
    content : str or bytes
        Bytes only for HTML.
    view : {"html", "auto", "text", "leftover"}
    id, url : str or None
    charset : str or None
        Of bytes, as an HTTP header names it.
    """

    content: str | bytes
    view: ViewChoice
    id: str | None = None
    url: str | None = None
    charset: str | None = None

    def page(self, limits: Limits = DEFAULT_LIMITS) -> Page:
        """Make the page.

        Raises
        ------
        InputError
            The content exceeds a limit.
        """
        from bbclf.page import Page  # loads numpy, which listing the formats must not

        if self.view == "html":
            content = self.content
            if self.charset is not None and isinstance(content, bytes):
                content = decode(content, self.charset).text
            return Page.from_html(content, id=self.id, url=self.url, limits=limits)
        assert isinstance(self.content, str)
        return Page.from_text(self.content, id=self.id, url=self.url, view=self.view, limits=limits)


@dataclass(frozen=True, slots=True)
class Record:
    """One page of the input.

    Attributes
    ----------
    place : Place
    body : Body
    origin : Any
        What the page came in, for output formats that give it back: the object of a line of JSONL, a
        :class:`bbclf.io.arrow.Row`, otherwise None.
    """

    place: Place
    body: Body
    origin: Any = None


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


def too_long(what: str, max_bytes: int) -> InputError:
    """The error for a page or record that exceeds the limit."""
    return InputError(f"{what} is longer than {max_bytes:,} bytes, too long for a page: see --max-page-mb")


Found = Source | Skipped | Rejected
"""What a search finds: a file to read, one that is no page, a directory that cannot be listed."""

Item = Record | Rejected | Skipped | FileStart | FileEnd
