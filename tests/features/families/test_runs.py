"""Runs of digits and the longest word: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.rows import Value, of_line

VALUES = [
    of_line("digit_runs", "12 May 2024", log1p(2)),
    of_line("year_runs", "12 May 2024", log1p(1)),
    of_line("year_runs", "20245", 0),
    of_line("longest_word", "see example.org/a now", log1p(13)),
    of_line("longest_word", "***", 0),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
