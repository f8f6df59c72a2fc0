"""Rows of the comparison, as the documents show them."""

from __future__ import annotations

import pytest

from bbclf.metrics import Score
from training.compare.figures import losses, slice_rows
from training.compare.leftovers import Row
from training.compare.scores import PageScore, summarise


def test_rows_of_a_slice_end_with_all_pages() -> None:
    half, perfect = Score(0.5, 0.5, 0.5), Score(1.0, 1.0, 1.0)
    good = summarise([PageScore({"source": name}, perfect, None, False) for name in ("b", "a", "b")])
    mixed = summarise([PageScore({"source": name}, half, None, False) for name in ("b", "a", "b")])
    assert slice_rows({"html": good, "other": mixed}, "source") == [
        {"name": "b", "pages": 2, "html": 1.0, "other": 0.5},
        {"name": "a", "pages": 1, "html": 1.0, "other": 0.5},
        {"name": "all", "pages": 3, "html": 1.0, "other": 0.5},
    ]


def test_only_languages_that_lose_are_named() -> None:
    rows = [Row("x, el", 10, 0.5, 0.75, 0.0), Row("x, ar", 10, 0.5, 0.497, 0.1)]
    assert losses(rows) == [{"name": "x, ar", "lost": pytest.approx(0.003)}]
