"""Where the pages of a run go: one stream, or one file for each file of the input."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Protocol, Self

from bbclf.errors import InputError, OutputError
from bbclf.files import content_suffix, open_output
from bbclf.io.items import Found, Record, Source
from bbclf.io.outputs import OutputFormat, PageWriter

__all__ = ["Destination", "FileDestination", "FolderDestination"]


class Destination(Protocol):
    """A context manager that completes its files unless an error leaves it."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: Any) -> bool | None: ...

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
        """The sources that no earlier run has completed."""
        ...

    def start_file(self, relative: str) -> None:
        """What is written from here on comes from this file of the input."""

    def write(self, record: Record, rendered: bytes) -> None:
        """Write one page; see :class:`bbclf.io.outputs.PageWriter`."""

    def end_file(self, keep_empty: bool) -> None:
        """The file of the input is done; `keep_empty`: make its output even if nothing was written."""


@contextlib.contextmanager
def _open_writer(path: str, format: OutputFormat) -> Iterator[PageWriter]:
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
        self._open = partial(_open_writer, path, format)
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._writer = self._stack.enter_context(self._open())
        return self

    def __exit__(self, *error: Any) -> bool | None:
        return self._stack.__exit__(*error)

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
        """All sources: one file for all of them is never complete before the run is."""
        return iter(sources)

    def start_file(self, relative: str) -> None:
        """Nothing changes between files."""

    def write(self, record: Record, rendered: bytes) -> None:
        """Write one page."""
        self._writer.write(record, rendered)

    def end_file(self, keep_empty: bool) -> None:
        """Nothing changes between files."""


class FolderDestination:
    """One output file for each file of the input, in a folder that mirrors the input's.

    Parameters
    ----------
    folder : str
    format : OutputFormat
    resume : bool
        Leave alone the input files whose output exists: it got its name when it was complete.
    """

    def __init__(self, folder: str, format: OutputFormat, resume: bool) -> None:
        self._folder = Path(folder)
        self._format = format
        self._resume = resume
        self._stack = contextlib.ExitStack()
        self._writer: PageWriter | None = None
        self._target = self._folder

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: Any) -> bool | None:
        return self._stack.__exit__(*error)

    def target(self, relative: str) -> Path:
        """The output file of an input file: its name, and the format's suffix unless it has it."""
        suffix = self._format.suffix
        return self._folder / (relative if content_suffix(relative) == suffix else f"{relative}{suffix}")

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
        """The sources that no earlier run has completed.

        Raises
        ------
        InputError
            Two sources would be written to the same file.
        """
        targets: set[Path] = set()
        for source in sources:
            if isinstance(source, Source):
                target = self.target(source.relative)
                if target in targets:
                    raise InputError(
                        f"{target} would be written twice: label this in a run of its own", path=source.path
                    )
                targets.add(target)
                if self._resume and target.exists():
                    continue
            yield source

    def start_file(self, relative: str) -> None:
        """What is written from here on comes from this file of the input."""
        self._target = self.target(relative)

    def write(self, record: Record, rendered: bytes) -> None:
        """Write one page; the output file is made for the first of an input file."""
        self._opened().write(record, rendered)

    def end_file(self, keep_empty: bool) -> None:
        """Complete the output file; make it, even if nothing was written, if `keep_empty`."""
        if keep_empty:
            self._opened()
        self._writer = None
        self._stack.close()

    def _opened(self) -> PageWriter:
        if self._writer is None:
            try:
                self._target.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(f"{self._target.parent}: cannot be made: {error.strerror}") from error
            self._writer = self._stack.enter_context(_open_writer(str(self._target), self._format))
        return self._writer
