"""The format of a file by its first bytes."""

from __future__ import annotations

import codecs

from bbclf.charset import byte_order_mark
from bbclf.io.inputs import INPUTS, InputFormat

__all__ = ["SNIFFED_BYTES", "is_binary", "sniff"]

SNIFFED_BYTES = 4096
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


def sniff(start: bytes) -> InputFormat | None:
    """The format of content.

    Parameters
    ----------
    start : bytes
        The first :data:`SNIFFED_BYTES`, decompressed.

    Returns
    -------
    InputFormat or None
        None for binary content of no format that bbclf reads.
    """
    for format in INPUTS.values():
        if format.signature is not None and start.startswith(format.signature):
            return format
    if is_binary(start):
        return None
    text = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return next(format for format in INPUTS.values() if format.signature is None and format.looks_like(text))


def is_binary(start: bytes) -> bool:
    """Whether content is neither text nor HTML, by its first bytes; a few NULs do not make it so."""
    if byte_order_mark(start) is not None:
        return False
    n_control = len(start) - len(start.translate(None, _CONTROL))
    return start.startswith(_BINARY_STARTS) or n_control > MAX_CONTROL_SHARE * len(start)
