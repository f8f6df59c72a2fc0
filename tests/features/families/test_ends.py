"""How lines begin and end: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.rows import NAN, Value, of_line

VALUES = [
    of_line("starts_upper", "Rain", 1),
    of_line("starts_upper", "rain", 0),
    of_line("starts_upper", "雨", NAN),
    of_line("starts_upper", "1 Rain", NAN),
    of_line("starts_digit", "1 Rain", 1),
    of_line("starts_digit", "Rain 1", 0),
    of_line("starts_mark", "• Rain", 1),
    of_line("starts_mark", "– Rain", 1),
    of_line("starts_mark", "Rain •", 0),
    of_line("starts_quote", "“Rain”", 1),
    of_line("starts_quote", "«Pluie»", 1),
    of_line("starts_quote", "Rain", 0),
    of_line("starts_bracket", "[caption]", 1),
    of_line("starts_bracket", "(Rain)", 1),
    of_line("starts_bracket", "Rain (again)", 0),
    of_line("ends_sentence", "It rained.", 1),
    of_line("ends_sentence", "“It rained.”", 1),
    of_line("ends_sentence", "(It rained!)", 1),
    of_line("ends_sentence", "Rain…", 1),
    of_line("ends_sentence", "هل تمطر؟", 1),
    of_line("ends_sentence", "بارش ہوئی۔", 1),
    of_line("ends_sentence", "बारिश हुई।", 1),
    of_line("ends_sentence", "下雨了。", 1),
    of_line("ends_sentence", "“Rain”", 0),
    of_line("ends_sentence", "Rain", 0),
    of_line("ends_sentence", "”", 0),
    of_line("ends_colon", "Written by:", 1),
    of_line("ends_colon", "作者：", 1),
    of_line("ends_colon", "10:30", 0),
    of_line("ends_comma", "rain,", 1),
    of_line("ends_comma", "مطر،", 1),
    of_line("ends_comma", "rain, sun", 0),
    of_line("ends_digit", "Page 2", 1),
    of_line("ends_digit", "صفحة ٢", 1),
    of_line("ends_digit", "2 pages", 0),
    of_line("ends_arrow", "More »", 1),
    of_line("ends_arrow", "More →", 1),
    of_line("ends_arrow", "» More", 0),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
