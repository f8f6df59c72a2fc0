"""Charsets: only what browsers know by a name is believed, and the HTTP header goes before the page."""

from __future__ import annotations

import codecs
from encodings.aliases import aliases

import pytest
import webencodings
from hypothesis import given
from hypothesis import strategies as st

from bbclf.charset import codec_of_label, decode

RUSSIAN = "Всё смешалось в доме, и никто уже не помнил, с чего это началось."


@pytest.mark.parametrize("label", ["undefined", "unicode_escape", "raw_unicode_escape", "rot13", "utf-7", "hex"])
def test_names_that_only_python_knows_are_not_believed(label: str) -> None:
    data = f"<meta charset={label}><p>caf".encode() + b"\xe9 \\u0041</p>"
    decoded = decode(data)
    assert decoded.text == f"<meta charset={label}><p>café \\u0041</p>"
    assert decoded.by == "detection"


@pytest.mark.parametrize("label", sorted({*aliases, *webencodings.LABELS}))
def test_every_name_is_a_codec_that_decodes_anything_or_is_not_believed(label: str) -> None:
    codec = codec_of_label(label)
    assert (codec is not None) == (label in webencodings.LABELS and webencodings.LABELS[label] != "replacement")
    if codec is not None:
        bytes(range(256)).decode(codecs.lookup(codec).name, "replace")


@given(st.text(max_size=40), st.binary(max_size=200))
def test_any_declaration_is_read(label: str, data: bytes) -> None:
    assert isinstance(decode(f"<meta charset='{label}'>".encode() + b"\xff" + data, label).text, str)


def test_the_header_goes_before_the_declaration() -> None:
    data = ("<meta charset=iso-8859-1>" + RUSSIAN).encode("cp1251")
    assert decode(data, "windows-1251") == ("<meta charset=iso-8859-1>" + RUSSIAN, "cp1251", "header")
    assert decode(data, "no-such-charset").by == "declaration"
    assert decode(data).charset == "cp1252"


def test_valid_utf_8_is_utf_8_whatever_the_header_says() -> None:
    assert decode(RUSSIAN.encode(), "windows-1251").by == "utf-8"


def test_a_header_may_name_utf_16() -> None:
    assert decode(RUSSIAN.encode("utf-16-le"), "utf-16").text == RUSSIAN


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_page_of_wide_characters_without_a_mark(charset: str) -> None:
    for html in (f"<p>{RUSSIAN}", "<!doctype html><p>caf\u00e9", "<html><p>rain"):
        assert decode(html.encode(charset)) == (html, charset, "detection")
    assert decode("rain <p>".encode(charset)).by == "utf-8"  # who knows what it is
