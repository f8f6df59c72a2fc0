"""Marks and symbols: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.rows import Value, of_line

VALUES = [
    of_line("quotes", "\"a\" «b»", log1p(4)),
    of_line("brackets", "(a) （b）", log1p(2)),
    of_line("colons", "10:30: rain", log1p(2)),
    of_line("slashes", "a/b/c", log1p(2)),
    of_line("pipes", "Home | News", log1p(1)),
    of_line("arrows", "a » b > c →", log1p(3)),
    of_line("bullets", "• a · b", log1p(2)),
    of_line("copyright", "© 2024", 1),
    of_line("copyright", "© Rain™", 1),
    of_line("copyright", "Rain", 0),
    of_line("currency", "$5 or €6", log1p(2)),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
