"""Scripts of a line: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.rows import Value, of_line

VALUES = [
    of_line("spaceless_ratio", "天气ab", 2 / 4),
    of_line("spaceless_ratio", "3 + 4", 0),
    of_line("cased_ratio", "ab天气م", 2 / 5),
    of_line("scripts", "ab да 天", 3),
    of_line("scripts", "abcdefghijk天", 1),  # one letter of twelve is no script of the line
    of_line("scripts", "12", 0),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
