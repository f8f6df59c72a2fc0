"""Where the pages of a run go: one stream, or one file for each file of the input."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, Protocol, Self

from bbclf.files import open_output
from bbclf.io.items import Found, Record, Source
from bbclf.io.outputs import OutputFormat, PageWriter

__all__ = ["Destination", "FileDestination", "open_writer"]


class Destination(Protocol):
    """A context manager that completes its files unless an error leaves it."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: Any) -> bool | None: ...

    @property
    def finished_paths(self) -> set[str]:
        """Paths of files of the input that an earlier run has completed."""
        ...

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
        """The sources that no earlier run has completed."""
        ...

    def start_file(self, source: Source) -> None:
        """What is written from here on comes from this file of the input."""

    def write(self, record: Record, rendered: bytes) -> None:
        """Write one page; see :class:`bbclf.io.outputs.PageWriter`."""

    def end_file(self, keep_empty: bool, was_read: bool) -> None:
        """The file of the input is done.

        Parameters
        ----------
        keep_empty : bool
            Make its output even if nothing was written.
        was_read : bool
            False if the file itself could not be read, in which case a later run may try again.
        """


@contextlib.contextmanager
def open_writer(path: str, format: OutputFormat) -> Iterator[PageWriter]:
    """Open a file, or standard output for ``"-"``, to write pages to; it is complete when the block ends."""
    with open_output(path) as stream:
        writer = format.writer(stream)
        yield writer
        writer.close()


class FileDestination:
    """All pages into one file, or to standard output.

    Parameters
    ----------
    path : str
        ``"-"`` is standard output.
    format : OutputFormat
    """

    def __init__(self, path: str, format: OutputFormat) -> None:
        self._open = partial(open_writer, path, format)
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._writer = self._stack.enter_context(self._open())
        return self

    def __exit__(self, *error: Any) -> bool | None:
        return self._stack.__exit__(*error)

    @property
    def finished_paths(self) -> set[str]:
        """None: one file for all is never complete before the run is."""
        return set()

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
        """All sources."""
        return iter(sources)

    def start_file(self, source: Source) -> None:
        """Nothing changes between files."""

    def write(self, record: Record, rendered: bytes) -> None:
        """Write one page."""
        self._writer.write(record, rendered)

    def end_file(self, keep_empty: bool, was_read: bool) -> None:
        """Nothing changes between files."""
