"""Rendered pages to files: one stream for all pages, or one file for each file of the input."""

from __future__ import annotations

import base64
import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, Protocol, Self

from bbclf.errors import InputError, OutputError
from bbclf.files import COMPRESSED_SUFFIXES, STDIO, replacing
from bbclf.files.jsonl import dump_record
from bbclf.io.formats import OutputFormat
from bbclf.io.parquet import ParquetWriter, Row
from bbclf.io.records import Record
from bbclf.io.sources import Found, Source
from bbclf.render.report import REPORT_END, report_start

__all__ = ["FileOutput", "MirrorOutput", "Output", "PageWriter", "open_writer"]

SUFFIX_OF_FORMAT = {
    OutputFormat.TEXT: ".txt",
    OutputFormat.JSONL: ".jsonl",
    OutputFormat.RECORD: ".jsonl",
    OutputFormat.ATTRIBUTES: ".jsonl",
    OutputFormat.PARQUET: ".parquet",
    OutputFormat.HTML: ".html",
}


class PageWriter(Protocol):
    """Writes pages of one format to one stream."""

    def write(self, record: Record, rendered: bytes) -> None: ...

    def close(self) -> None:
        """Write what the format ends with; the stream stays open."""


class _PlainWriter:
    """Pages as they are rendered; texts are set apart by a blank line."""

    def __init__(self, stream: IO[bytes], separator: bytes = b"") -> None:
        self._stream = stream
        self._separator = separator
        self._between = b""

    def write(self, record: Record, rendered: bytes) -> None:
        if rendered:
            self._stream.write(self._between + rendered)
            self._between = self._separator

    def close(self) -> None:
        pass


class _HtmlWriter:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        stream.write(report_start("Lines of content and boilerplate").encode())

    def write(self, record: Record, rendered: bytes) -> None:
        self._stream.write(rendered)

    def close(self) -> None:
        self._stream.write(REPORT_END.encode())


class _RecordWriter:
    """The input's record with the kept text in one field, other fields and their order untouched."""

    def __init__(self, stream: IO[bytes], text_field: str) -> None:
        self._stream = stream
        self._text_field = text_field

    def write(self, record: Record, rendered: bytes) -> None:
        values = _values(record)
        values[self._text_field] = rendered.decode()
        self._stream.write(dump_record(values))

    def close(self) -> None:
        pass


class _ParquetRowWriter:
    def __init__(self, stream: IO[bytes], text_field: str) -> None:
        self._writer = ParquetWriter(stream, text_field)

    def write(self, record: Record, rendered: bytes) -> None:
        if not isinstance(record.origin, Row):
            raise InputError("only Parquet can be written as Parquet: use --to record", path=str(record.place))
        self._writer.write(record.origin, rendered.decode())

    def close(self) -> None:
        self._writer.close()


def page_writer(format: OutputFormat, stream: IO[bytes], text_field: str) -> PageWriter:
    """The writer of one format."""
    if format == OutputFormat.RECORD:
        return _RecordWriter(stream, text_field)
    if format == OutputFormat.PARQUET:
        return _ParquetRowWriter(stream, text_field)
    if format == OutputFormat.HTML:
        return _HtmlWriter(stream)
    return _PlainWriter(stream, separator=b"\n" if format == OutputFormat.TEXT else b"")


@contextlib.contextmanager
def open_writer(path: str, format: OutputFormat, text_field: str) -> Iterator[PageWriter]:
    """Open a file, or standard output for ``"-"``, to write pages to; it is complete when the block ends."""
    with _standard_output() if path == STDIO else replacing(path) as stream:
        writer = page_writer(format, stream, text_field)
        yield writer
        writer.close()


@contextlib.contextmanager
def _standard_output() -> Iterator[IO[bytes]]:
    if sys.stdout is None:  # so it is where the program was started with its standard output closed
        raise OutputError("standard output is closed: give --output")
    stream = sys.stdout.buffer
    try:
        yield stream
        stream.flush()
    except OSError as error:
        # Python flushes again at exit, and would complain again: let it flush to nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            raise OutputError("standard output was closed by the program that reads it") from error
        raise OutputError(f"standard output: cannot be written: {error.strerror}") from error


class Output(Protocol):
    """Where a run's pages go: a context manager that completes its files unless an error leaves it."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *error: Any) -> bool | None: ...

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
        """The sources that no earlier run has completed."""
        ...

    def start_file(self, relative: str) -> None:
        """What is written from here on comes from this file of the input."""

    def write(self, record: Record, rendered: bytes) -> None: ...

    def end_file(self, keep_empty: bool) -> None:
        """The file of the input is done; `keep_empty`: make its output even if nothing was written."""


class FileOutput:
    """All pages into one file, or to standard output.

    Parameters
    ----------
    path : str
        ``"-"`` is standard output.
    format : OutputFormat
    text_field : str
        The field that formats ``record`` and ``parquet`` put the kept text into.
    """

    def __init__(self, path: str, format: OutputFormat, text_field: str) -> None:
        self._open = partial(open_writer, path, format, text_field)
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        self._writer = self._stack.enter_context(self._open())
        return self

    def __exit__(self, *error: Any) -> bool | None:
        return self._stack.__exit__(*error)

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
        return iter(sources)

    def start_file(self, relative: str) -> None:
        pass

    def write(self, record: Record, rendered: bytes) -> None:
        self._writer.write(record, rendered)

    def end_file(self, keep_empty: bool) -> None:
        pass


class MirrorOutput:
    """One output file for each file of the input, in a folder that mirrors the input's.

    Parameters
    ----------
    folder : str
    format : OutputFormat
    text_field : str
        The field that formats ``record`` and ``parquet`` put the kept text into.
    resume : bool
        Files that are there already are complete, since they get their names when they are: leave them.
    """

    def __init__(self, folder: str, format: OutputFormat, text_field: str, resume: bool) -> None:
        self._folder = Path(folder)
        self._format = format
        self._text_field = text_field
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
        suffix = SUFFIX_OF_FORMAT[self._format]
        name = Path(relative)
        bare = name.with_suffix("") if name.suffix in COMPRESSED_SUFFIXES else name
        return self._folder / (name if bare.suffix == suffix else f"{relative}{suffix}")

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
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
        self._target = self.target(relative)

    def write(self, record: Record, rendered: bytes) -> None:
        self._opened().write(record, rendered)

    def end_file(self, keep_empty: bool) -> None:
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
            opening = open_writer(str(self._target), self._format, self._text_field)
            self._writer = self._stack.enter_context(opening)
        return self._writer


def _values(record: Record) -> dict[str, Any]:
    """The fields of the input's record; those of a file that is one page are its id and url."""
    if isinstance(record.origin, Row):
        return {name: _as_json(value) for name, value in record.origin.values().items()}
    if record.origin is not None:
        return dict(record.origin)
    return {"id": record.body.id, "url": record.body.url}


def _as_json(value: Any) -> Any:
    """A Parquet value as JSON has it: what JSON has no word for becomes text."""
    if isinstance(value, dict):
        return {str(name): _as_json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value if value is None or isinstance(value, str | int | float) else str(value)
