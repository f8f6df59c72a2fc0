"""Kinds of characters: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.rows import NAN, Value, of_line

VALUES = [
    of_line("letter_ratio", "ab 1!", 2 / 5),
    of_line("letter_ratio", "हवा", 2 / 3),  # a vowel sign is a mark
    of_line("digit_ratio", "ab 1!", 1 / 5),
    of_line("digit_ratio", "٣ب", 1 / 2),
    of_line("punctuation_ratio", "ab 1!", 1 / 5),
    of_line("punctuation_ratio", "雨，", 1 / 2),
    of_line("symbol_ratio", "★ a→", 2 / 4),
    of_line("code_ratio", "[a=1]", 3 / 5),
    of_line("upper_ratio", "ABc d", 2 / 4),
    of_line("upper_ratio", "ДОЖДЬ", 1),
    of_line("upper_ratio", "雨 3", NAN),
    of_line("title_word_ratio", "The Rain fell", 2 / 3),
    of_line("title_word_ratio", "مطر", NAN),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
