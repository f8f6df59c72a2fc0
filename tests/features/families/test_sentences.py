"""Punctuation of sentences: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.rows import Value, of_line

VALUES = [
    of_line("sentence_ends", "It rained. Again! 3.5 mm?", log1p(3)),  # the dot of a number ends nothing
    of_line("sentence_ends", "下雨了。天晴了。", log1p(2)),
    of_line("commas", "a, b、c", log1p(2)),
    of_line("commas_per_word", "a, b, c", 2 / 3),
    of_line("commas_per_word", ",", 0),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
