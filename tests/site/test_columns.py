"""Columns by hand, and a page that does not count itself."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.page import Page
from bbclf.site.columns import SITE_COLUMNS, site_columns
from bbclf.site.counts import SiteCounts
from bbclf.site.keys import page_keys

OTHERS = ["<nav>Home</nav><p>News: sun</p>", "<nav>Home</nav><h1>Rain</h1>", "<p>Hail</p>", "<p>News: snow</p>"]
PAGE = "<nav>Home</nav><p>News: rain</p><p>Rain</p>"


def counted(*pages: Page) -> SiteCounts:
    counts = SiteCounts()
    for page in pages:
        counts.add(page_keys(page))
    return counts


def columns(counts: SiteCounts, page: Page) -> dict[str, list[float]] | None:
    found = site_columns(counts, page_keys(page))
    return None if found is None else dict(zip(SITE_COLUMNS, found.tolist(), strict=True))


def test_html_by_hand() -> None:
    """Of four other pages two have "Home" at its place; two begin a line with "News"; one has "Rain", elsewhere."""
    found = columns(counted(*map(Page.from_html, OTHERS)), Page.from_html(PAGE))
    assert found == {
        "line_pages": pytest.approx([log(3), 0, log(2)]),
        "line_share": [2 / 4, 0, 1 / 4],
        "label_pages": pytest.approx([0, log(3), 0]),
        "label_share": [0, 2 / 4, 0],
        "placed_pages": pytest.approx([log(3), 0, 0]),
        "placed_share": [2 / 4, 0, 0],
    }


def test_text_has_no_places() -> None:
    counts = counted(*(Page.from_text(text, view="text") for text in ("Home\nSun", "Home\nRain")))
    found = columns(counts, Page.from_text("Home\nHail", view="text"))
    assert found is not None
    assert found["line_share"] == [1, 0]
    assert np.isnan([found["placed_pages"], found["placed_share"]]).all()


texts = st.lists(st.lists(st.sampled_from(["a", "b", "c: d", "c: e"]), max_size=4).map("\n".join), min_size=1)


@given(texts)
def test_a_page_does_not_count_itself(pages: list[str]) -> None:
    page, *others = (Page.from_text(text, view="text") for text in pages)
    others = [other for other in others if other.lines != page.lines]
    assert repr(columns(counted(*others, page), page)) == repr(columns(counted(*others), page))


def test_alone_in_its_profile() -> None:
    page = Page.from_text("Home\nRain", view="text")
    assert columns(counted(), page) is None
    assert columns(counted(page, page), page) is None


def test_forgotten_lines_do_not_count_less_than_never() -> None:
    page, other = Page.from_text("Home\nRain", view="text"), Page.from_text("Home\nSun", view="text")
    counts = counted(page, other)
    counts.lines.clear()
    found = columns(counts, page)
    assert found is not None
    assert found["line_pages"] == [0, 0]
