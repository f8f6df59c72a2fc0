"""Length of a line: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.rows import Value, of_line

VALUES = [
    of_line("log_chars", "Rain", log1p(4)),
    of_line("log_words", "It rained.", log1p(2)),
    of_line("log_words", "***", 0),
    of_line("log_words", "天气很好", log1p(4 * 0.6)),
    of_line("log_words", "iPhone手机", log1p(1 + 2 * 0.6)),
    of_line("word_chars", "abc de.", 5 / 2),
    of_line("word_chars", "天气", 2 / 1.2),
    of_line("word_chars", "***", 0),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
