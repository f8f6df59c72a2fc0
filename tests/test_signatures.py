"""Bytes that are no page."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
import zlib

import pytest

from bbclf.errors import InputError
from bbclf.signatures import check_is_text, signature_of

PAGE = b"<!doctype html><p>x" * 200


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.html", PAGE)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.html"))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gzip.compress(PAGE), "gzip data"),
        (bz2.compress(PAGE), "bzip2 data"),
        (lzma.compress(PAGE), "xz data"),
        (zipped(), "ZIP archive"),
        (tarred(), "tar archive"),
        (b"%PDF-1.7\n", "PDF file"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"\xff\xd8\xff\xe0", "JPEG image"),
        (b"GIF89a", "GIF image"),
        (b"RIFF\x01\x02\x03\x04WEBPVP8 ", "WebP image"),
        (b"{\\rtf1", "RTF file"),
        (b"PAR1", "Parquet file"),
        (random.Random(1).randbytes(5_000), "binary data"),
        (zlib.compress(random.Random(1).randbytes(5_000)), "binary data"),
    ],
)
def test_what_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(InputError, match=name):
        check_is_text(data)


@pytest.mark.parametrize(
    "data",
    [
        b"", PAGE, b"PK", b"GIF8 is short for a format", b"ID3 tags", b"MM and II*", b"x" * 257 + b"ustar",
        "žluťoučký".encode("utf-16"), "日本語".encode("iso2022_jp"), "سلام".encode("cp1256"),
        b"\0" * 100 + b"text", b"<\x01\x02\x03",
    ],
)  # fmt: skip
def test_what_is_read(data: bytes) -> None:
    assert signature_of(data) is None
