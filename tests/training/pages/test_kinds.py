"""Kinds of pages, and weights by kind, source and language."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.kinds import kind_weights, page_kind
from training.sources.pages import RawPage


def raw(**fields: str | None) -> RawPage:
    known = {"id": "a", "source": "x", "url": "", "site": "", "lang": "en", "title": "", "html": "", "truth": ""}
    return RawPage(**{**known, "page_type": None, **fields})  # type: ignore[arg-type]


RECIPE = '<script type="application/ld+json">{"@type": "Recipe"}</script>'


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"page_type": "listing", "html": RECIPE}, "listing"),
        ({"source": "opentermsarchive"}, "legal"),
        ({"html": RECIPE}, "recipe"),
        ({"url": "https://example.org/forum/12"}, "forum"),
        ({"url": "https://example.org/performance/12"}, "article"),
        ({}, "article"),
    ],
)
def test_kind(fields: dict[str, str], kind: str) -> None:
    assert page_kind(raw(**fields)) == kind


def pages(*counts: tuple[str, int]) -> list[TrainingPage]:
    return [
        TrainingPage(
            Page.from_text("a", id=f"{source}{i}"),
            np.zeros(1, bool),
            np.ones(1, np.float32),
            "en",
            f"{source}{i}",
            source,
        )
        for source, n in counts
        for i in range(n)
    ]


def test_every_page_counts_the_same_with_power_0() -> None:
    assert kind_weights(pages(("a", 90), ("b", 30)), {}, power=0).tolist() == pytest.approx([1.0] * 120)


def test_kinds_and_sources_count_the_same_with_power_1() -> None:
    # Two of the three means are over the two groups, that over languages is over all pages: 2/3 of each page's weight
    # is 120 / (2 n) of its group, 1/3 is 1.
    weights = kind_weights(pages(("a", 90), ("b", 30)), {}, power=1)
    assert weights[0] == pytest.approx(2 / 3 * 120 / 180 + 1 / 3)
    assert weights[-1] == pytest.approx(2 / 3 * 120 / 60 + 1 / 3)


def test_a_tiny_group_weighs_as_one_of_thirty() -> None:
    small, large = kind_weights(pages(("a", 30), ("b", 1)), {})[[-1, 0]]
    assert small == pytest.approx(large)
