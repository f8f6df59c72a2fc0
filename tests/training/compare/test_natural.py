"""Figures on natural texts, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.compare.natural import judge, rows, table


def page(lang: str, is_boilerplate: list[bool], weight: list[float]) -> TrainingPage:
    text = "\n".join(["abcdefghij"[: 2 * i + 2] for i in range(len(weight))])
    return TrainingPage(
        Page.from_text(text, view="text"),
        np.array(is_boilerplate),
        np.array(weight, dtype=np.float32),
        lang,
        source="s",
    )


# Lines of 2, 4, 6 and 8 characters; the third is not judged.
PAGE = page("ar", [False, False, True, True], [1, 1, 0, 1])


def test_figures_of_one_page() -> None:
    row = judge("x", [(PAGE, np.array([True, False, True, False]))])
    assert (row.n_pages, row.n_residue) == (1, 1)
    assert row.accuracy == row.by_page == pytest.approx(2 / 3)
    assert row.found == 1.0
    assert row.lost == pytest.approx(4 / 6)


def test_lines_are_pooled_and_pages_are_not() -> None:
    other = page("ur", [False], [1])
    row = judge("x", [(PAGE, np.array([True, False, True, False])), (other, np.array([True]))])
    assert row.accuracy == pytest.approx(3 / 4)
    assert row.by_page == pytest.approx((2 / 3 + 1) / 2)


def test_a_page_without_residue() -> None:
    assert math.isnan(judge("x", [(page("ur", [False], [1]), np.array([True]))]).found)


def test_rows_of_languages_and_of_all() -> None:
    pages = [PAGE, page("ur", [True], [1]), PAGE]
    kept = [np.array([True] * 4), np.array([False]), np.array([True] * 4)]
    found = rows(pages, kept)
    assert [(row.name, row.n_pages) for row in found] == [("ar", 2), ("ur", 1), ("all", 3)]
    assert "| ar | 2 | 2 | .667 | .667 | .000 | 0.00% |" in table(found)
