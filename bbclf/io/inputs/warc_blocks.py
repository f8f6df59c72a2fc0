"""WARC files cut into records.

They are cut apart here, not by fastwarc: a damaged record must not cost others, none may be held in memory that
declares an absurd length, and writers differ in ways that fastwarc takes for the end of the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bbclf.errors import InputError
from bbclf.io.inputs.warc_fields import BLANK_LINE, parse_fields
from bbclf.io.items import too_long

__all__ = ["MAX_HEADER_BYTES", "WarcBlock", "warc_blocks"]

MAX_HEADER_BYTES = 64 * 2**10
"""A longer header is damage."""

_CHUNK = 2**17
_VERSION = re.compile(rb"WARC/\d{1,3}\.\d{1,3}[ \t]*\r?\n")
_NEXT_RECORD = re.compile(rb"\n(?=WARC/\d{1,3}\.\d{1,3}[ \t]*\r?\n[A-Za-z-]+:)")
_LINE_ENDS = re.compile(rb"[\r\n]+")
_NEXT_RECORD_BYTES = 64
"""Bytes at the end of a buffer in which the start of a record may not be complete yet."""

_UNBOUNDED = 2**62
"""More bytes than any file has."""

_WRONG_LENGTH = "damaged WARC record: its Content-Length does not end where the next record begins"


class WarcBlock(NamedTuple):
    """One whole record.

    Attributes
    ----------
    headers : mapping of str to str
        Of the record; names in lower case.
    content : bytes
    """

    headers: Mapping[str, str]
    content: bytes


def warc_blocks(stream: io.BufferedReader, max_bytes: int) -> Iterator[WarcBlock | InputError]:
    """Cut a stream into whole records, with an error for each failure to find one.

    Parameters
    ----------
    stream : io.BufferedReader
        From :func:`bbclf.files.open_input`, which goes on after a damaged gzip member.
    max_bytes : int
        Records with more content are errors.
    """
    cutter = _Cutter(max_bytes)
    while True:
        try:
            chunk = stream.read1(_CHUNK)
        except InputError as error:  # what came before may be whole, what follows is another member of the archive
            yield from cutter.cut(ended=True)
            cutter = _Cutter(max_bytes)
            yield error
            continue
        cutter.buffer += chunk
        yield from cutter.cut(ended=not chunk)
        if not chunk:
            return


class _Head(NamedTuple):
    """The header of the record that a buffer begins with, and where its content should begin and end."""

    headers: dict[str, str]
    start: int
    end: int


class _Cutter:
    """Cuts records off the front of a buffer.

    Attributes
    ----------
    buffer : bytearray
        What has been read and not been cut off.
    """

    def __init__(self, max_bytes: int) -> None:
        self.buffer = bytearray()
        self._max_bytes = max_bytes
        self._to_skip = 0

    def cut(self, ended: bool) -> Iterator[WarcBlock | InputError]:
        """Cut off the records that are whole; with `ended`, the buffer is empty afterwards."""
        while True:
            if self._to_skip:
                self._skip(ended)
            if self._to_skip or not self._starts_with_record():
                return
            head = _read_head(self.buffer, ended)
            if head is None:
                return
            if isinstance(head, InputError):
                yield head
                self._resume(1)
                continue
            size = head.end - head.start
            if size > self._max_bytes:
                yield too_long(f"this WARC record of {size:,} bytes", self._max_bytes)
                self._to_skip = head.end - head.start
                del self.buffer[: head.start]
            elif len(self.buffer) < head.end + len(b"WARC/") and not ended:
                return
            elif len(self.buffer) < head.end:
                yield InputError("the file ends within a WARC record")
                self._resume(head.start)
            elif not _ends_a_record(self.buffer, head.end) or _holds_records(self.buffer, head.start, head.end):
                yield InputError(_WRONG_LENGTH)
                self._resume(head.start)
            else:
                yield WarcBlock(head.headers, bytes(memoryview(self.buffer)[head.start : head.end]))
                del self.buffer[: head.end]

    def _starts_with_record(self) -> bool:
        """Drop line ends, of which writers put two or more between records; False if nothing is left."""
        line_ends = _LINE_ENDS.match(self.buffer)
        del self.buffer[: line_ends.end() if line_ends else 0]  # strip would copy the buffer for each record
        return bool(self.buffer)

    def _resume(self, start: int) -> None:
        """Drop what comes before the first record that begins behind `start`, however much that is."""
        del self.buffer[: start - 1]
        self._to_skip = _UNBOUNDED

    def _skip(self, ended: bool) -> None:
        """Drop what is to be skipped, up to a record that begins in it."""
        found = _NEXT_RECORD.search(self.buffer, 0, self._to_skip)
        if found is not None:
            del self.buffer[: found.end()]
            self._to_skip = 0
            return
        kept = 0 if ended or len(self.buffer) >= self._to_skip else _NEXT_RECORD_BYTES
        n_dropped = min(self._to_skip, max(0, len(self.buffer) - kept))
        del self.buffer[:n_dropped]
        self._to_skip = 0 if ended else self._to_skip - n_dropped


def _read_head(buffer: bytearray, ended: bool, start: int = 0) -> _Head | InputError | None:
    """The header at a place of a buffer, None while it is not complete."""
    limit = start + MAX_HEADER_BYTES
    blank_line = BLANK_LINE.search(buffer, start, limit)
    version = _VERSION.match(buffer, start)
    if version is None and (blank_line or ended or buffer[start : start + 5] != b"WARC/"[: len(buffer) - start]):
        return InputError("damaged WARC record: no WARC header where one must begin")
    if blank_line is None or version is None:
        return InputError("a WARC header without an end") if ended or len(buffer) >= limit else None
    headers = parse_fields(bytes(memoryview(buffer)[version.end() : blank_line.start()]))
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= 18):
        return InputError("a WARC header without Content-Length")
    return _Head(headers, blank_line.end(), blank_line.end() + int(length))


def _ends_a_record(buffer: bytearray, end: int) -> bool:
    """Whether what stands in a buffer behind a record is a line end, another record, or nothing."""
    return len(buffer) == end or buffer.startswith((b"\r", b"\n", b"WARC/"), end)


def _precedes_a_record(buffer: bytearray, end: int) -> bool:
    """Whether nothing but line ends stands between a place and the next record, or what of a buffer is read."""
    behind = bytes(memoryview(buffer)[end : end + _NEXT_RECORD_BYTES]).lstrip(b"\r\n")
    return behind.startswith(b"WARC/"[: len(behind)])


def _holds_records(buffer: bytearray, start: int, end: int) -> bool:
    """Whether the content between two places holds other records, so that its length was declared too long.

    A page about WARC holds headers too, but a record follows it, or nothing, and something stands behind the content of
    the last header in it.
    """
    found = _NEXT_RECORD.search(buffer, start, end) if buffer.find(b"\nWARC/", start, end) >= 0 else None
    if found is None:
        return False
    if not _precedes_a_record(buffer, end):
        return True
    position = found.end()
    while True:
        head = _read_head(buffer, ended=True, start=position)
        if head is None or isinstance(head, InputError):
            return False
        position = head.end
        while buffer.startswith((b"\r", b"\n"), position):
            position += 1
        if position >= end:
            return True
