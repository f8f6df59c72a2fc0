"""Bytes to text: byte-order mark, UTF-8, HTTP header, declaration, detection, in this order."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

__all__ = ["Decoded", "byte_order_mark", "decode", "wide_charset"]

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

_WIDE_TAGS = (
    (re.compile(rb"<\0\0\0[!-~]\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<\0\0\0[!-~]"), "utf-32-be"),
    (re.compile(rb"<\0[!-~]\0"), "utf-16-le"),
    (re.compile(rb"\0<\0[!-~]"), "utf-16-be"),
)
"""How a page begins that has no byte-order mark; XML's standard (appendix F) tells its charset so."""

_DECLARATION = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)

_DECLARATION_BYTES = 4096
"""HTML's standard reads 1024; many pages declare theirs later."""

_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859_9": "cp1254", "iso8859_11": "cp874", "big5": "big5hkscs"}
"""Python's name of a charset -> the superset that browsers read in its place (WHATWG Encoding Standard)."""

_CANDIDATES = [
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874",
    "iso8859_2", "koi8_r", "gb18030", "big5", "big5hkscs", "cp932", "euc_jp", "cp949",
]  # fmt: skip
"""The legacy charsets of the web (WHATWG Encoding Standard), without those that a superset replaces."""

_NON_ASCII = bytes(range(0x80, 0x100))
_ANGLE = re.compile(rb"[<>]")

_SEARCH_BYTES = 1_000_000
"""Bytes at the start of the page in which text for the detector is searched."""

_DETECTION_BYTES = 20_000
"""Bytes that the detector is given, of runs between angle brackets that hold a non-ASCII byte: it is slow, 1 to 2 ms
a page with this bound. Not tuned."""


class Decoded(NamedTuple):
    """Text, the charset it was read by, and how that was known.

    Attributes
    ----------
    text : str
    charset : str
        Python's name of the codec.
    by : {"byte-order mark", "utf-8", "header", "declaration", "detection"}
    """

    text: str
    charset: str
    by: str


def decode(data: bytes, header: str | None = None) -> Decoded:
    """Decode the bytes of a page or a text.

    What is valid UTF-8 is UTF-8 whatever it declares, unless the header names UTF-16. Bytes that the chosen charset
    cannot read become U+FFFD.

    Parameters
    ----------
    data : bytes
    header : str, optional
        The charset that the HTTP header names; as in browsers, it goes before the page's own declaration.

    Returns
    -------
    Decoded
    """
    mark = byte_order_mark(data)
    if mark is not None:
        charset = _BYTE_ORDER_MARKS[mark]
        return Decoded(data[len(mark) :].decode(charset, "replace"), charset, "byte-order mark")
    wide = wide_charset(data)
    if wide is not None:  # all of which may be valid UTF-8 too
        return Decoded(data.decode(wide, "replace"), wide, "detection")
    named = None if header is None else codec_of_label(header)
    if named is None or not named.startswith("utf-16"):  # much of which is valid UTF-8 too
        try:
            return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
        except UnicodeDecodeError:
            pass
    if named is not None:
        return Decoded(data.decode(named, "replace"), named, "header")
    declared = declared_charset(data)
    if declared is not None:
        return Decoded(data.decode(declared, "replace"), declared, "declaration")
    charset = detect_charset(data)
    return Decoded(data.decode(charset, "replace"), charset, "detection")


def byte_order_mark(data: bytes) -> bytes | None:
    """The byte-order mark that data begins with, None if it has none."""
    return next((mark for mark in _BYTE_ORDER_MARKS if data.startswith(mark)), None)


def wide_charset(data: bytes) -> str | None:
    """UTF-16 or UTF-32, by the mark that data begins with, or by the NULs in its first tag; None for other charsets."""
    mark = byte_order_mark(data)
    if mark is not None:
        return None if mark == codecs.BOM_UTF8 else _BYTE_ORDER_MARKS[mark]
    return next((charset for tag, charset in _WIDE_TAGS if tag.match(data)), None)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page's ``<meta>`` or XML declaration names, None if browsers do not know it."""
    match = _DECLARATION.search(data[:_DECLARATION_BYTES])
    codec = None if match is None else codec_of_label(match.group(1).decode("ascii", "replace"))
    if codec is not None and codec.startswith("utf-16"):
        return "utf-8"  # a declaration read as ASCII cannot stand in UTF-16 text
    return codec


def codec_of_label(label: str) -> str | None:
    """Python's codec for the name of a charset, None for names that browsers do not know.

    Python knows more names, some of which are no charsets: ``undefined`` raises, ``unicode_escape`` runs escapes.
    """
    import webencodings  # most pages are UTF-8, and need no table of names

    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name == "replacement":
        return None
    if encoding.name == "x-user-defined":
        return "cp1252"  # as browsers read it in a <meta>
    codec: str = encoding.codec_info.name
    return _SUPERSETS.get(codec, codec)


def detect_charset(data: bytes) -> str:
    """The likeliest charset of bytes that declare none, by their non-ASCII runs outside of scripts."""
    from charset_normalizer import from_bytes

    broken = data.decode("utf-8", "replace").count("\ufffd")
    runs = [
        run
        for run in _ANGLE.split(data[:_SEARCH_BYTES])
        if not run.isascii() and b"function" not in run and b"var " not in run
    ]
    sample = b" ".join(runs)[:_DETECTION_BYTES]
    n_foreign = len(sample) - len(sample.translate(None, _NON_ASCII))
    if broken * 50 < n_foreign:
        return "utf-8"  # UTF-8 with a few bytes damaged or cut
    if n_foreign < 0.03 * len(sample):
        return "cp1252"  # languages of other charsets have more letters outside ASCII
    best = from_bytes(sample, cp_isolation=_CANDIDATES).best()
    return "cp1252" if best is None else _SUPERSETS.get(best.encoding, best.encoding)
