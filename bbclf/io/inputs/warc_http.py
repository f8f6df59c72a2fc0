"""HTTP responses as crawlers store them: as they came, or decoded and with headers that say otherwise."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

from bbclf.errors import InputError, one_line
from bbclf.io.inputs.warc_fields import BLANK_LINE, media_type_of, parse_fields
from bbclf.io.items import too_long

__all__ = ["HttpResponse", "decoded_body", "read_response"]

_CHUNK_HEADER = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_STATUS = re.compile(rb"HTTP/[\d.]+[ \t]+(\d{3})\b")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([^\s"';]+)""", re.IGNORECASE)
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_TEXT_BYTES = 64
"""Bytes by which a body that is declared as compressed is recognised as text."""


class HttpResponse(NamedTuple):
    """A response.

    Attributes
    ----------
    status : int or None
        None where there is no status line.
    media_type : str
        In lower case, without parameters; empty where none is declared.
    charset : str or None
        As the header names it.
    body : bytes
        As it was sent; see :func:`decoded_body`.
    fields : dict of str to str
        Header fields; names in lower case.
    """

    status: int | None
    media_type: str
    charset: str | None
    body: bytes
    fields: dict[str, str]


def read_response(content: bytes) -> HttpResponse:
    """Read the header of a response.

    Parameters
    ----------
    content : bytes
        Status line, headers and body; or, from some crawlers, the body alone.
    """
    if not content.startswith(b"HTTP/"):
        return HttpResponse(None, "", None, content, {})
    blank_line = BLANK_LINE.search(content)
    head, body = (content, b"") if blank_line is None else (content[: blank_line.start()], content[blank_line.end() :])
    status_line, _, lines = head.partition(b"\n")
    fields = parse_fields(lines)
    status = _STATUS.match(status_line)
    charset = _CHARSET.search(fields.get("content-type", ""))
    return HttpResponse(
        None if status is None else int(status.group(1)),
        media_type_of(fields.get("content-type", "")),
        None if charset is None else charset.group(1),
        body,
        fields,
    )


def decoded_body(response: HttpResponse, max_bytes: int) -> bytes:
    """The body without its encodings; those that the crawler has undone already are only declared.

    Parameters
    ----------
    response : HttpResponse
    max_bytes : int
        Of the result, which may be a thousand times as long as what was sent.

    Raises
    ------
    InputError
        The body is damaged, cut short or too long.
    """
    from fastwarc.stream_io import BrotliReader, ZstdReader

    body, fields = response.body, response.fields
    encodings = [name.strip().lower() for name in fields.get("content-encoding", "").split(",")]
    if "chunked" in fields.get("transfer-encoding", "").lower() and _CHUNK_HEADER.match(body):
        body = _unchunked(body)
    for encoding in reversed(encodings):
        if encoding in ("gzip", "x-gzip") and body.startswith(_GZIP):
            body = _inflated(body, 31, max_bytes)
        elif encoding == "deflate" and not _is_text(body):
            body = _inflated(body, 15 if body[:1] == b"\x78" else -15, max_bytes)
        elif encoding == "br" and not _is_text(body):
            body = _read(BrotliReader, body, max_bytes)
        elif encoding == "zstd" and body.startswith(_ZSTD):
            body = _read(ZstdReader, body, max_bytes)
    if len(body) > max_bytes:
        raise too_long("this record, decoded,", max_bytes)
    return body


def _unchunked(body: bytes) -> bytes:
    """The chunks of a body joined (RFC 9112); fastwarc knows no chunk extensions."""
    chunks: list[bytes] = []
    position = 0
    while (header := _CHUNK_HEADER.match(body, position)) is not None:
        size = int(header.group(1), 16)
        if size == 0:
            return b"".join(chunks)
        position = header.end() + size
        chunks.append(body[header.end() : position])
        position += 2  # the line end behind a chunk
    raise InputError("damaged WARC record: its chunked body is cut short")


def _read(reader: Callable[[io.BytesIO], Any], body: bytes, max_bytes: int) -> bytes:
    try:
        decoded: bytes = reader(io.BytesIO(body)).read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"damaged WARC record: {one_line(str(error))[:100]}") from error
    return decoded


def _inflated(body: bytes, window: int, max_bytes: int) -> bytes:
    """A body of gzip or deflate; fastwarc takes one that is cut short for a whole one."""
    decoder = zlib.decompressobj(window)
    try:
        decoded = decoder.decompress(body, max_bytes + 1)
    except zlib.error as error:
        raise InputError(f"damaged WARC record: {error}") from error
    if not decoder.eof and len(decoded) <= max_bytes:
        raise InputError("damaged WARC record: its compressed body is cut short")
    return decoded


def _is_text(body: bytes) -> bool:
    """Whether a body is decoded already, by its start: compressed bytes are no text."""
    start = body[:_TEXT_BYTES]
    return start.lstrip()[:1] in (b"<", b"{", b"[") or not any(byte < 9 or byte > 126 for byte in start)
