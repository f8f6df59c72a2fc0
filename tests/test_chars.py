"""The class of a character."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.chars import CHAR_CLASSES, CLASS_OF, class_table, code_points, group


@pytest.mark.parametrize(
    ("name", "characters"),
    [
        ("space", " \t\u00a0\u3000\u2003"),
        ("newline", "\n"),
        ("control", "\x00\x1b\ud800\udfff\ue000\U0010ffff"),
        ("ignored", "\u200b\u200c\u200e\u200f\u202e\u00ad\ufeff\u0640\u064e"),
        ("mark", "\u0301\u093e\u20e3"),
        ("digit", "0٣५๗８"),
        ("latin_upper", "AÇẞ"),
        ("latin_lower", "zßı"),
        ("cyrillic_upper", "ЯЇ"),
        ("cyrillic_lower", "яў"),
        ("greek_upper", "Ω"),
        ("greek_lower", "ως"),
        ("othercase_upper", "Ա"),
        ("othercase_lower", "ա"),
        ("arabic", "عگٹ"),
        ("hebrew", "ש"),
        ("indic", "हবதమ"),
        ("hangul", "한ㅎ"),
        ("ethiopic", "አ"),
        ("otherscript", "აᠠ"),
        ("han", "漢々"),
        ("kana", "かカ"),
        ("seasian", "กักၐ"),
        ("sentence_end", "!?…؟۔।॥。！？።"),
        ("dot", "."),
        ("comma", ",;،؛、，；"),
        ("colon", ":："),
        ("quote", "\"'“”„「」"),
        ("guillemet", "«»‹›"),
        ("open_bracket", "(（"),
        ("close_bracket", ")）"),
        ("dash", "-–—"),
        ("slash", "/"),
        ("pipe", "|｜"),
        ("open_square", "["),
        ("brace", "{}"),
        ("copyright", "©®™"),
        ("arrow", "→▶❯"),
        ("bullet", "•·●"),
        ("currency", "$€₹"),
        ("percent", "%٪"),
        ("symbol", "😀♥^"),
    ],
)
def test_class(name: str, characters: str) -> None:
    classes = class_table()[code_points(characters)]
    assert {CHAR_CLASSES[number] for number in classes} == {name}


def test_every_code_point_has_a_class() -> None:
    table = class_table()
    assert table.shape == (0x110000,)
    assert table.max() < len(CHAR_CLASSES)


def test_the_table_is_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        class_table()[0] = 1


def test_newline_is_the_only_newline() -> None:
    assert np.flatnonzero(class_table() == CLASS_OF["newline"]).tolist() == [ord("\n")]


def test_group() -> None:
    member = group("comma", "dot")
    assert [CHAR_CLASSES[number] for number in np.flatnonzero(member)] == ["dot", "comma"]


def test_code_points() -> None:
    assert code_points("a😀\ud800").tolist() == [0x61, 0x1F600, 0xD800]
