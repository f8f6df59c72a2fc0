"""Reading a page: what is refused, charsets, and what a page says of itself."""

from __future__ import annotations

import gzip

import pytest

from bbclf.charset import decode
from bbclf.errors import InputError
from bbclf.html import MAX_CHARACTERS, read_html


def lines_of(html: str | bytes) -> list[str]:
    return read_html(html)[0]


@pytest.mark.parametrize("given", [None, 1, ["<p>"]])
def test_neither_text_nor_bytes(given: object) -> None:
    with pytest.raises(InputError, match="must be str or bytes"):
        read_html(given)  # type: ignore[arg-type]


def test_too_long() -> None:
    with pytest.raises(InputError, match="MAX_CHARACTERS"):
        read_html(" " * (MAX_CHARACTERS + 1))


def test_compressed_pages_are_refused() -> None:
    with pytest.raises(InputError, match=r"gzip data: decompress it first"):
        read_html(gzip.compress(b"<p>x"))


# Texts are long enough for the detector, and say nothing but what the weather does.
UNDECLARED = {
    "windows-1256": "تساقطت الأمطار الغزيرة على المدينة صباح اليوم وتأخرت القطارات ساعتين كاملتين. ",
    "gb18030": "今天早上城里下了大雨,火车晚点两个小时,学校也提前放学,大家都在家里等天晴。",
    "shift_jis": "今朝は町に大雨が降り、電車が二時間おくれました。学校は早く終わり、みんな家で晴れるのを待っています。",
    "euc_kr": "오늘 아침 도시에 많은 비가 내려 기차가 두 시간 늦었습니다. 학교도 일찍 끝났고 모두 집에서 기다립니다. ",
}


@pytest.mark.parametrize("charset", UNDECLARED)
def test_undeclared_charsets(charset: str) -> None:
    text = " ".join((UNDECLARED[charset] * 6).split())
    assert lines_of(f"<html><body><p>{text}</p></body></html>".encode(charset)) == [text]


@pytest.mark.parametrize("charset", UNDECLARED)
def test_declared_charsets(charset: str) -> None:
    text = UNDECLARED[charset].strip()
    assert lines_of(f"<meta charset={charset}><p>{text}".encode(charset)) == [text]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(charset: str) -> None:
    assert lines_of("<p>žluťoučký kůň".encode(charset)) == ["žluťoučký kůň"]


def test_bytes_that_are_not_utf_8_after_all() -> None:
    damaged = ("<p>" + "žluťoučký kůň " * 100).encode() + b"\xff"
    assert decode(damaged).charset == "utf-8"
    assert lines_of(damaged)[0].startswith("žluťoučký kůň")
