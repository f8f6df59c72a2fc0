"""WARC files cut into records.

They are cut apart here, not by fastwarc: a damaged record must not cost others, and none may be held in memory that
declares an absurd length.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from bbclf.errors import InputError
from bbclf.io.items import too_long

__all__ = ["MAX_HEADER_BYTES", "warc_blocks"]

MAX_HEADER_BYTES = 64 * 2**10
"""A longer header is damage."""

_CHUNK = 2**17
_START = b"WARC/1."
_CONTENT_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def warc_blocks(stream: io.BufferedReader, max_bytes: int) -> Iterator[bytes | InputError]:
    """Cut a stream into whole records, with an error for each failure to find one.

    Parameters
    ----------
    stream : io.BufferedReader
        From :func:`bbclf.files.open_input`, which goes on after a damaged gzip member.
    max_bytes : int
        Longer records are errors.
    """
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
