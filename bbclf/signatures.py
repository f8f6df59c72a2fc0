"""Bytes that are no page, known by how they begin."""

from __future__ import annotations

import re
from typing import NamedTuple

from bbclf.errors import InputError

__all__ = ["SIGNATURES", "Signature", "check_is_text", "signature_of"]


class Signature(NamedTuple):
    """How a kind of file begins.

    Attributes
    ----------
    pattern : bytes
        Regular expression of its first bytes.
    name : str
        What such a file is.
    advice : str
        What to do with it.
    """

    pattern: bytes
    name: str
    advice: str


_DECOMPRESS = "decompress it first"
_EXTRACT = "unpack it and give the pages in it"
_CONVERT = "convert it to HTML or text first"
_NO_TEXT = "it holds no page, leave it out"

SIGNATURES = (
    Signature(rb"\x1f\x8b", "gzip data", "decompress it first, with gzip.decompress or in the HTTP client"),
    Signature(rb"\x28\xb5\x2f\xfd", "Zstandard data", _DECOMPRESS),
    Signature(rb"\xfd7zXZ\x00", "xz data", _DECOMPRESS),
    Signature(rb"BZh[1-9]1AY&SY", "bzip2 data", _DECOMPRESS),
    Signature(rb"PK\x03\x04", "a ZIP archive (or a file of Office, EPUB or Java)", _EXTRACT),
    Signature(rb"PK\x05\x06", "an empty ZIP archive", _NO_TEXT),
    Signature(rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _EXTRACT),
    Signature(rb"Rar!\x1a\x07", "a RAR archive", _EXTRACT),
    Signature(rb"(?=[^\x00]{1,99}\x00).{257}ustar", "a tar archive", _EXTRACT),
    Signature(rb"PAR1", "a Parquet file", "read it with bbclf predict, or give the pages in it"),
    Signature(rb"%PDF-", "a PDF file", _CONVERT),
    Signature(rb"%!PS", "a PostScript file", _CONVERT),
    Signature(rb"\{\\rtf", "an RTF file", _CONVERT),
    Signature(rb"\xd0\xcf\x11\xe0", "an old Office file", _CONVERT),
    Signature(rb"\x89PNG", "a PNG image", _NO_TEXT),
    Signature(rb"\xff\xd8\xff", "a JPEG image", _NO_TEXT),
    Signature(rb"GIF8[79]a", "a GIF image", _NO_TEXT),
    Signature(rb"RIFF.{4}WEBP", "a WebP image", _NO_TEXT),
    Signature(rb"II\*\x00|MM\x00\*", "a TIFF image", _NO_TEXT),
    Signature(rb"\x00\x00\x01\x00", "an icon", _NO_TEXT),
    Signature(rb"\x00\x00\x00.ftyp", "a video or an image of the HEIF family", _NO_TEXT),
    Signature(rb"\x1aE\xdf\xa3", "a Matroska or WebM video", _NO_TEXT),
    Signature(rb"OggS\x00|ID3[\x02-\x04]|RIFF.{4}WAVE|fLaC", "an audio file", _NO_TEXT),
    Signature(rb"wOF[F2]", "a font", _NO_TEXT),
    Signature(rb"\x7fELF|\x00asm", "a program", _NO_TEXT),
    Signature(rb"SQLite format 3\x00", "an SQLite database", _NO_TEXT),
)
_PATTERNS = tuple((re.compile(signature.pattern, re.DOTALL), signature) for signature in SIGNATURES)

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL = bytes(set(range(1, 32)) - set(b"\t\n\v\f\r\x1b"))
_LOOKED_AT = 4096
MAX_CONTROL_SHARE = 0.05
"""Text has next to no control characters; random bytes have 10%. Chosen between, in November 2026."""

_UNKNOWN = Signature(rb"", "binary data of no kind we know", "if it was compressed (br, deflate), decompress it first")


def signature_of(data: bytes) -> Signature | None:
    """The kind of file that bytes are, if they are none that holds a page or a text.

    Parameters
    ----------
    data : bytes
        The file, or its first 4 KiB.
    """
    if data.startswith((b"<", *_BYTE_ORDER_MARKS)):
        return None
    for pattern, signature in _PATTERNS:
        if pattern.match(data):
            return signature
    start = data[:_LOOKED_AT]
    n_control = len(start) - len(start.translate(None, _CONTROL))
    return _UNKNOWN if n_control > MAX_CONTROL_SHARE * len(start) else None


def check_is_text(data: bytes) -> None:
    """Refuse bytes that are no text.

    Parameters
    ----------
    data : bytes
        The page, or its first 4 KiB.

    Raises
    ------
    InputError
        The bytes begin as a compressed or binary file does, or hold too many control characters for a text.
    """
    signature = signature_of(data)
    if signature is not None:
        raise InputError(f"expected a page, got {signature.name}: {signature.advice}")
