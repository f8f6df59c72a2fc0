"""Counts of pages: one page at a time or merged, each page once, in bounded memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.page import Page
from bbclf.site import counts as module
from bbclf.site.counts import SiteCounts
from bbclf.site.keys import PageKeys, page_keys

PAGES = [
    page_keys(Page.from_html(f"<nav>Home</nav><p>News: {word}</p><p>{word}</p>")) for word in ("rain", "sun", "hail")
]


def counted(*pages: PageKeys) -> SiteCounts:
    counts = SiteCounts()
    for page in pages:
        counts.add(page)
    return counts


def test_pages_of_each_line() -> None:
    counts = counted(*PAGES)
    home, news, rain = PAGES[0].lines
    assert (counts.lines[home], counts.lines[news], counts.lines[rain]) == (3, 1, 1)
    label = PAGES[0].labels[1]
    assert label is not None
    assert counts.labels == {label: 3}
    assert PAGES[0].placed is not None
    assert counts.placed[PAGES[0].placed[0]] == 3
    assert (counts.n_pages, len(counts.pages)) == (3, 3)


def test_a_line_counts_once_a_page_and_a_page_once() -> None:
    twice = page_keys(Page.from_text("Home\nHome", view="text"))
    assert list(counted(twice).lines.values()) == [1]
    assert counted(twice, twice) == counted(twice)


texts = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4).map("\n".join), unique=True, max_size=8)


@given(texts, st.data())
def test_order_and_parts_make_no_difference(pages: list[str], data: st.DataObject) -> None:
    keys = [page_keys(Page.from_text(page, view="text")) for page in pages]
    parts = [data.draw(st.integers(0, 2)) for _ in keys]
    merged = SiteCounts()
    for part in range(3):
        merged.merge(counted(*(key for key, its_part in zip(keys, parts, strict=True) if its_part == part)))
    assert merged == counted(*keys) == counted(*data.draw(st.permutations(keys)))


def test_rare_lines_are_forgotten_and_counted() -> None:
    counts = SiteCounts()
    pages = [page_keys(Page.from_text(f"Home\nNews\n{chr(97 + number) * 3}", view="text")) for number in range(20)]
    for page in pages:
        counts.add(page, max_keys=8)
        assert len(counts.lines) <= 8
    home, news, _ = pages[0].lines
    assert counts.lines[home] == counts.lines[news] == counts.n_pages == 20
    assert counts.n_forgotten == 20 + 2 - len(counts.lines)


def test_pages_of_a_full_site_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PAGES_OF_SITE", 2)
    counts = counted(*PAGES)
    assert (counts.n_pages, counts.n_left_out) == (2, 1)
    assert counts.lines == counted(*PAGES[:2]).lines
