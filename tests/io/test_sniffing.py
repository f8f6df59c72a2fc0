"""The format of a file by its first bytes."""

from __future__ import annotations

import pytest

from bbclf.io.sniffing import sniff


@pytest.mark.parametrize(
    ("start", "format"),
    [
        (b"PAR1....", "parquet"),
        (b"WARC/1.1\r\n", "warc"),
        (b'\xef\xbb\xbf {"text": ""}', "jsonl"),
        (b"\n<!DOCTYPE HTML>", "html"),
        (b"Home\nAbout\n", "plain"),
        (b"", "plain"),
        ("字".encode("gb18030") * 100, "plain"),
        ("\ufeffHome".encode("utf-16"), "plain"),
        (b"a few\0 NULs in a text do not make it binary\n", "plain"),
        (b"%PDF-1.7", None),
        (bytes(range(256)), None),
    ],
)
def test_format_by_content(start: bytes, format: str | None) -> None:
    found = sniff(start)
    assert (found and found.name) == format


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_html_of_wide_characters(charset: str) -> None:
    found = sniff("<!DOCTYPE html><p>It rained.".encode(charset))
    assert found is not None
    assert found.name == "html"
