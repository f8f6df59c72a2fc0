"""What cleaning an extractor's output again gains."""

from __future__ import annotations

import pytest

from training.compare.leftovers import summarise
from training.sources.pages import RawPage


def page(lang: str) -> RawPage:
    return RawPage(**dict.fromkeys(RawPage._fields, "") | {"lang": lang})  # type: ignore[arg-type]


def test_a_page_that_loses_more_than_five_points_is_harmed() -> None:
    scores = [(page("el"), 0.8, 0.9)] * 8 + [(page("el"), 0.8, 0.74), (page("el"), 0.8, 0.76)]
    (row,) = summarise("x", [*scores, (page("ru"), 0.1, 0.2)], lambda raw: raw.lang)
    assert row == ("x, el", 10, pytest.approx(0.8), pytest.approx(0.87), pytest.approx(0.1))
