"""Files to records: one reader for each format, all generators."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bbclf.charset import decode
from bbclf.errors import InputError
from bbclf.files import open_input
from bbclf.files.jsonl import lines_within, parse_json
from bbclf.io.formats import InputFormat, TextView
from bbclf.io.records import Body, FileEnd, FileStart, Item, Place, Record, Rejected, Warn, too_long
from bbclf.io.sources import SNIFFED_BYTES, Found, Source, sniff
from bbclf.limits import MAX_PAGE_BYTES

__all__ = ["Fields", "read_all", "read_records"]


@dataclass(frozen=True, slots=True)
class Fields:
    """Which fields of a JSONL object or Parquet row hold what.

    Attributes
    ----------
    text, html, id, url : str
        A record with `html` is read as HTML, otherwise its `text` is.
    view : TextView
        Of the pages that are text.
    """

    text: str = "text"
    html: str = "html"
    id: str = "id"
    url: str = "url"
    view: TextView = TextView.AUTO

    def record(self, values: dict[str, Any], place: Place, origin: Any) -> Record:
        """The record of an object's fields.

        Raises
        ------
        InputError
            It has neither text nor HTML, or they are not text.
        """
        field = self.html if values.get(self.html) is not None else self.text
        content = values.get(field)
        if content is None:
            raise InputError(
                f"a record needs the field {self.text!r} or {self.html!r}, this has {_names(values)}:"
                " --input-field and --html-field name others"
            )
        if not isinstance(content, str) and not (field == self.html and isinstance(content, bytes)):
            raise InputError(f"field {field!r} must be text, got {type(content).__name__}")
        id, url = values.get(self.id), values.get(self.url)
        body = Body(
            content=content,
            view=None if field == self.html else self.view,
            id=None if id is None else str(id),
            url=None if url is None else str(url),
        )
        return Record(place, body, origin, field)


def read_all(
    sources: Iterable[Found],
    fields: Fields,
    warn: Warn,
    on_bytes: Callable[[int], None] | None = None,
    max_bytes: int = MAX_PAGE_BYTES,
) -> Iterator[Item]:
    """Read the records of many files, each file's between marks; see :func:`read_records`."""
    for source in sources:
        if isinstance(source, Source):
            yield FileStart(source.relative)
            yield from read_records(source, fields, warn, on_bytes, max_bytes)
            yield FileEnd()
        else:
            yield source


def read_records(
    source: Source,
    fields: Fields,
    warn: Warn,
    on_bytes: Callable[[int], None] | None = None,
    max_bytes: int = MAX_PAGE_BYTES,
) -> Iterator[Item]:
    """Read the records of one file.

    Parameters
    ----------
    source : Source
    fields : Fields
        For JSONL and Parquet; its `view` also for text files.
    warn : callable
        Told when a text is not UTF-8 and had to be guessed.
    on_bytes : callable, optional
        Told how many bytes of the file have been read, each time some are.
    max_bytes : int
        A page or record of more, decompressed, is rejected and not held in memory.

    Yields
    ------
    Record, Rejected or Skipped
        A file that cannot be read from some place on ends with a `Rejected`.

    Raises
    ------
    MissingDependencyError
        The format needs an extra that is not installed.
    """
    try:
        with open_input(source.path, on_bytes) as stream:
            format = _decide(source, stream)
            if format == InputFormat.JSONL:
                yield from _read_jsonl(stream, source.path, fields, max_bytes)
            elif format == InputFormat.PARQUET:
                from bbclf.io.parquet import read_parquet

                yield from read_parquet(stream, source.path, fields, max_bytes)
            elif format in (InputFormat.WARC, InputFormat.WET):
                from bbclf.io.warc import read_warc

                yield from read_warc(stream, source.path, max_bytes)
            else:
                data = stream.read(max_bytes + 1)
                if len(data) > max_bytes:
                    raise too_long("this file", max_bytes)
                yield _page(data, source, format, fields.view, warn)
    except InputError as error:
        yield Rejected(Place(source.path, error.line), error.message)


def _decide(source: Source, stream: io.BufferedReader) -> InputFormat:
    """The format to read by: as asked or named, unless the content is plainly another."""
    containers = (InputFormat.PARQUET, InputFormat.WARC, InputFormat.WET)
    found = sniff(stream.peek(SNIFFED_BYTES)[:SNIFFED_BYTES])
    if found in containers:
        return found
    if source.format in containers:
        other = "something else" if stream.peek(1) else "nothing"
        raise InputError(f"expected {source.format}, found {other}: is it damaged, or named wrongly?")
    if found is None:
        raise InputError("binary content, neither text nor HTML nor another format that bbclf reads")
    return found if source.format == InputFormat.AUTO else source.format


def _page(data: bytes, source: Source, format: InputFormat, view: TextView, warn: Warn) -> Record:
    """A file that is one page."""
    place = Place(source.path)
    if format == InputFormat.HTML:
        return Record(place, Body(data, None, source.relative, None))
    decoded = decode(data)
    if decoded.by == "detection":
        warn(f"{source.path}: not UTF-8, read as {decoded.charset}")
    if format == InputFormat.TEXT:
        view = TextView.TEXT
    elif format == InputFormat.LEFTOVER:
        view = TextView.LEFTOVER
    return Record(place, Body(decoded.text, view, source.relative, None))


def _read_jsonl(stream: io.BufferedReader, path: str, fields: Fields, max_bytes: int) -> Iterator[Record | Rejected]:
    for number, line in lines_within(stream, max_bytes):
        place = Place(path, number)
        if line is None:
            yield Rejected(place, too_long("this record", max_bytes).message)
            continue
        try:
            values = parse_json(line)
            if not isinstance(values, dict):
                raise InputError(f"a record must be a JSON object, got {type(values).__name__}")
            yield fields.record(values, place, values)
        except InputError as error:
            yield Rejected(place, error.message, line.decode("utf-8", "backslashreplace").rstrip("\r\n"))


def _names(values: dict[str, Any]) -> str:
    names = [repr(name) if value is not None else f"{name!r} (null)" for name, value in values.items()]
    return ", ".join(names[:10]) or "none"
