"""Labelled pages are looked up by what they are made of, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from tests.support.prose import PROSE
from training.pages import cache
from training.pages.cache import labelled, page_digest
from training.pages.html import html_page
from training.sources.pages import RawPage


def raw_page(number: int, truth: str = PROSE) -> RawPage:
    html = f"<ul><li><a href=/>Home</a></ul><p>{PROSE}</p><p>Day {number}</p>"
    return RawPage(f"p{number}", "invented", "", f"s{number}", "en", "", html, truth, None)


FIVE = [raw_page(number) for number in range(5)]


class Labeller:
    """Counts the pages that are labelled."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    @property
    def function(self) -> Callable[[RawPage], TrainingPage]:
        @wraps(html_page)  # and so of the module training.pages.html
        def make(raw: RawPage) -> TrainingPage:
            self.seen.append(raw.id)
            return html_page(raw)

        return make


@pytest.fixture
def labeller() -> Labeller:
    return Labeller()


def test_a_sixth_page_is_labelled_and_the_five_are_not(tmp_path: Path, labeller: Labeller) -> None:
    labelled(FIVE, labeller.function, "html", tmp_path)
    labeller.seen.clear()
    pages = labelled([raw_page(9), *FIVE], labeller.function, "html", tmp_path)
    assert labeller.seen == ["p9"]
    assert [page.page.id for page in pages] == ["p9", "p0", "p1", "p2", "p3", "p4"]


def test_a_page_with_another_truth_is_labelled_again(tmp_path: Path, labeller: Labeller) -> None:
    before = labelled(FIVE, labeller.function, "html", tmp_path)
    labeller.seen.clear()
    after = labelled([raw_page(0, truth="Day 0"), *FIVE[1:]], labeller.function, "html", tmp_path)
    assert labeller.seen == ["p0"]
    assert after[0].is_boilerplate.tolist() != before[0].is_boilerplate.tolist()


def test_other_code_labels_all_pages_again(tmp_path: Path, labeller: Labeller, monkeypatch: pytest.MonkeyPatch) -> None:
    labelled(FIVE, labeller.function, "html", tmp_path)
    labeller.seen.clear()
    monkeypatch.setattr(cache, "code_digest", lambda module: f"changed {module}")
    labelled(FIVE, labeller.function, "html", tmp_path)
    assert labeller.seen == ["p0", "p1", "p2", "p3", "p4"]


def test_what_is_looked_up_is_what_was_labelled(tmp_path: Path) -> None:
    for page, again, raw in zip(
        labelled(FIVE, html_page, "html", tmp_path), labelled(FIVE, html_page, "html", tmp_path), FIVE, strict=True
    ):
        for one in (page, again):
            assert one.page.lines == html_page(raw).page.lines
            np.testing.assert_array_equal(one.is_boilerplate, html_page(raw).is_boilerplate)
            np.testing.assert_array_equal(one.weight, html_page(raw).weight)


def test_many_pages_are_labelled_by_two_processes(tmp_path: Path) -> None:
    raws = [raw_page(number) for number in range(cache.BATCH + 1)]
    assert [page.page.id for page in labelled(raws, html_page, "html", tmp_path)] == [raw.id for raw in raws]


def test_every_field_counts() -> None:
    page = raw_page(1)
    changed = [page._replace(**{field: "other"}) for field in RawPage._fields]
    assert len({page_digest(raw) for raw in [page, *changed]}) == 1 + len(RawPage._fields)
    # Where one field ends and the next begins counts too.
    assert page_digest(page._replace(url="a", site="")) != page_digest(page._replace(url="", site="a"))
