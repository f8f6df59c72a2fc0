"""WARC and WET files to records.

The records are cut apart here, not by fastwarc: a damaged one must cost itself alone, and none may be held in
memory that is absurdly long. What is inside a record is fastwarc's to read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from bbclf.charset import decode
from bbclf.errors import InputError, MissingDependencyError
from bbclf.io.formats import TextView
from bbclf.io.records import Body, Place, Record, Rejected, Skipped, too_long

__all__ = ["read_warc"]

MAX_HEADER_BYTES = 64 * 2**10
"""A longer header is damage."""

_CHUNK = 2**17
_START = b"WARC/1."
_CONTENT_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_WARC_TYPE = re.compile(rb"^WARC-Type:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(stream: io.BufferedReader, path: str, max_bytes: int) -> Iterator[Record | Rejected | Skipped]:
    """Read the HTML pages of a WARC (``response``, ``resource``) or the texts of a WET (``conversion``).

    Parameters
    ----------
    stream : io.BufferedReader
        From :func:`bbclf.files.open_input`, which goes on after a damaged gzip member.
    path : str
        For places, which number the records of the file from 1.
    max_bytes : int
        Longer records are rejected, and so are those whose page is longer once decoded.

    Yields
    ------
    Record, Rejected or Skipped
        Skipped: a response that is neither HTML nor text.

    Raises
    ------
    MissingDependencyError
        fastwarc is not installed.
    """
    try:
        import fastwarc  # noqa: F401 - said here once, before the first record
    except ImportError as error:
        raise MissingDependencyError("fastwarc", "warc") from error
    in_damage = False  # one stretch of damage may fail in several ways, and is one rejected record
    for number, block in enumerate(_blocks(stream, max_bytes), start=1):
        place = Place(path, number)
        if isinstance(block, InputError):
            if not in_damage:
                yield Rejected(place, block.message)
            in_damage = True
            continue
        in_damage = False
        kind = _WARC_TYPE.search(block, 0, MAX_HEADER_BYTES)
        if kind is not None and kind.group(1).lower() in (b"response", b"resource", b"conversion"):
            yield _page(block, place, max_bytes)


def _page(block: bytes, place: Place, max_bytes: int) -> Record | Rejected | Skipped:
    """The page in one whole WARC record."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        record = next(iter(ArchiveIterator(io.BytesIO(block), auto_decode="all")))
        content = record.reader.read(max_bytes + 1)  # decoded, which may be a thousand times as much
    except (OSError, ValueError, StopIteration) as error:
        return Rejected(place, f"damaged WARC record: {error}")
    if len(content) > max_bytes:
        return Rejected(place, too_long("this record, decoded,", max_bytes).message)
    url = record.headers.get("WARC-Target-URI")
    if record.record_type == WarcRecordType.conversion:
        return Record(place, Body(decode(content).text, TextView.TEXT, record.record_id, url))
    media_type = record.http_content_type or (record.headers.get("Content-Type") or "").partition(";")[0]
    if media_type in _HTML_TYPES:
        return Record(place, Body(content, None, record.record_id, url))
    if media_type == "text/plain":
        return Record(place, Body(decode(content).text, TextView.AUTO, record.record_id, url))
    return Skipped(place)


def _blocks(stream: io.BufferedReader, max_bytes: int) -> Iterator[bytes | InputError]:
    """Cut a stream into whole records, with an error for each failure to find one."""
    buffer = bytearray()
    to_skip = 0
    ended = False
    while not ended:
        try:
            chunk = stream.read1(_CHUNK)
            ended = not chunk
        except InputError as error:
            buffer.clear()
            to_skip = 0
            yield error
            continue
        skipped = min(to_skip, len(chunk))
        to_skip -= skipped
        buffer += memoryview(chunk)[skipped:]
        while (size := _record_size(buffer)) is not None:
            if isinstance(size, InputError):
                del buffer[: _resume(buffer)]
                yield size
            elif size > max_bytes:
                to_skip = max(0, size - len(buffer))
                del buffer[:size]
                yield too_long(f"this WARC record of {size:,} bytes", max_bytes)
            elif size <= len(buffer):
                yield bytes(memoryview(buffer)[:size])
                del buffer[:size]
            else:
                break
    if buffer.strip():
        yield InputError("the file ends within a WARC record")


def _record_size(buffer: bytearray) -> int | InputError | None:
    """Bytes of the record that a buffer begins with, None while its header is not complete."""
    while buffer[:2] == b"\r\n":  # records end with two line ends; some writers add more
        del buffer[:2]
    if not buffer.startswith(_START[: len(buffer)]):
        return InputError("damaged WARC record: no WARC header where one must begin")
    end = buffer.find(b"\r\n\r\n", 0, MAX_HEADER_BYTES)
    if end < 0:
        return None if len(buffer) < MAX_HEADER_BYTES else InputError("a WARC header without an end")
    length = _CONTENT_LENGTH.search(buffer, 0, end + 2)
    if length is None:
        return InputError("a WARC header without Content-Length")
    return end + 4 + int(length.group(1)) + 4


def _resume(buffer: bytearray) -> int:
    """Bytes to drop so that a buffer begins with a record again, or with nothing."""
    start = buffer.find(b"\n" + _START, 1)
    return len(buffer) if start < 0 else start + 1
