"""What the first bytes of content tell."""

from __future__ import annotations

import codecs

from bbclf.charset import byte_order_mark, wide_charset
from bbclf.files.reading import START_BYTES

__all__ = ["SNIFFED_BYTES", "is_binary", "text_start"]

SNIFFED_BYTES = START_BYTES
"""Enough to recognise any format."""

_BINARY_STARTS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"BZh",
    b"7z\xbc\xaf",
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

MAX_CONTROL_SHARE = 0.05
"""Text has next to no control characters, random bytes have 10%; a value between the two, chosen 2026-11."""


def is_binary(start: bytes) -> bool:
    """Whether content is neither text nor HTML, by its first bytes; a few NULs do not make it so."""
    if byte_order_mark(start) is not None or wide_charset(start) is not None:
        return False
    n_control = len(start) - len(start.translate(None, _CONTROL))
    return start.startswith(_BINARY_STARTS) or n_control > MAX_CONTROL_SHARE * len(start)


def text_start(start: bytes) -> bytes:
    """The first bytes of a text in lower case and UTF-8, without byte-order mark and leading white space."""
    wide = wide_charset(start)
    if wide is not None:
        start = start.decode(wide, "ignore").encode("utf-8", "ignore")
    return start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
