"""The site correction: what it is fitted to, and what it learns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.fit.site import JudgedPage, SitedPage, fit_site_correction, sited_pages
from bbclf.page import Page
from bbclf.site.columns import SITE_COLUMNS
from tests.support.sites import text_page

SHARE = SITE_COLUMNS.index("line_share")


def judged(number: int, site: str, furniture: bool = True) -> JudgedPage:
    """A page of which the network knows nothing: half of its lines are furniture, which every page of the site has."""
    page = text_page(number, site)
    lines = [page.lines[1], page.lines[2] if furniture else f"{site} {page.lines[1]}"]
    labelled = TrainingPage(
        page=replace(Page.from_text("\n".join(lines), view="text"), id=page.id),
        is_boilerplate=np.array([False, True]),
        weight=np.ones(2, dtype=np.float32),
        site=site,
    )
    return JudgedPage(labelled, np.full(2, 0.5, dtype=np.float32))


PAGES = [judged(number, site) for site in ("a.org", "b.org") for number in range(12)]


def test_profiles_of_each_size_that_a_site_has_pages_for() -> None:
    few = [judged(number, "few.org") for number in range(4)]
    found = list(sited_pages([*PAGES, *few], seed=1))
    assert {page.judged.page.site for page in found} == {"a.org", "b.org"}
    assert sorted({page.size for page in found}) == [2, 5, 10]
    assert len(found) == 3 * len(PAGES)
    assert {page.columns[SHARE].tolist()[1] for page in found} == {1.0}
    pages = SITE_COLUMNS.index("line_pages")
    assert [page.columns[pages, 1] for page in found] == pytest.approx([np.log(page.size) for page in found])


def test_the_same_seed_draws_the_same_pages() -> None:
    def drawn(seed: int) -> list[list[list[float]]]:
        mixed = [judged(number, "a.org", furniture=number % 2 == 0) for number in range(12)]
        return [page.columns[:2].tolist() for page in sited_pages(mixed, seed)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_it_learns_that_what_recurs_is_boilerplate() -> None:
    sited = list(sited_pages(PAGES, seed=1))
    correction = fit_site_correction(sited)
    for page in sited:
        p = correction.apply(page.judged.p_boilerplate, page.columns)
        assert p[0] < 0.05 < 0.95 < p[1]


def test_lines_of_no_weight_do_not_count() -> None:
    def with_label(page: SitedPage, label: bool, weight: float) -> SitedPage:
        labelled = replace(
            page.judged.page,
            is_boilerplate=np.array([False, label]),
            weight=np.array([1, weight], dtype=np.float32),
        )
        return page._replace(judged=page.judged._replace(page=labelled))

    sited = list(sited_pages(PAGES, seed=1))
    half = len(sited) // 2
    kept, masked = sited[:half], sited[half:]
    corrections = [
        fit_site_correction([*kept, *(with_label(page, label, 0) for page in masked)]) for label in (True, False)
    ]
    assert corrections[0].weights.tolist() == corrections[1].weights.tolist()


def test_nothing_to_fit() -> None:
    with pytest.raises(DatasetError, match="needs pages of sites with 5 pages or more"):
        fit_site_correction([])
