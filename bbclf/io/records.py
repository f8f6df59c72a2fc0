"""What readers yield: a page as it was found, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from bbclf.errors import InputError
from bbclf.io.formats import TextView
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.page import Page

__all__ = ["Body", "FileEnd", "FileStart", "Item", "Place", "Record", "Rejected", "Skipped", "Warn", "too_long"]

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


class Body(NamedTuple):
    """What a page is made of; all that a worker process is sent.

    Attributes
    ----------
    content : str or bytes
        Bytes only for HTML.
    view : TextView or None
        None for HTML.
    id, url : str or None
    """

    content: str | bytes
    view: TextView | None
    id: str | None
    url: str | None

    def page(self, limits: Limits = DEFAULT_LIMITS) -> Page:
        """Make the page.

        Raises
        ------
        InputError
            The content exceeds a limit.
        """
        if self.view is None:
            return Page.from_html(self.content, id=self.id, url=self.url, limits=limits)
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
        What the page came in, for writers that give it back: the object of a line of JSONL, a
        :class:`bbclf.io.parquet.Row`, otherwise None.
    field : str or None
        The field of the origin that held the page.
    """

    place: Place
    body: Body
    origin: Any = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that should be a page and cannot be read.

    Attributes
    ----------
    place : Place
    reason : str
    raw : str or None
        The record itself, where it is more than a file that lies where it was.
    """

    place: Place
    reason: str
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is no page and never was one: an image in a crawl, a stray file in a directory."""

    place: Place


@dataclass(frozen=True, slots=True)
class FileStart:
    """The items of a file follow.

    Attributes
    ----------
    relative : str
        The file's path below the directory that was given.
    """

    relative: str


@dataclass(frozen=True, slots=True)
class FileEnd:
    """All items of a file have been yielded."""


def too_long(what: str, max_bytes: int) -> InputError:
    """That a page or record exceeds a limit."""
    return InputError(f"{what} is longer than {max_bytes:,} bytes, too long for a page: see --max-page-mb")


Item = Record | Rejected | Skipped | FileStart | FileEnd
