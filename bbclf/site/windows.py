"""Streams of pages, read ahead so that each page is judged by others of its site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from bbclf.batching import batched_by_size
from bbclf.page import Page
from bbclf.site.profile import SiteProfile

__all__ = ["WINDOW_CHARACTERS", "WINDOW_PAGES", "profiled_windows"]

WINDOW_PAGES = 256
"""Pages that are read ahead. With 40 pages of a site, site mode gives most of what it can (training/EXPERIMENTS.md)."""

WINDOW_CHARACTERS = 5_000_000
"""Of the lines of the pages that are read ahead; a crawl's pages have 4,000 on average. It bounds memory."""


def profiled_windows(
    pages: Iterable[Page], n_characters: Callable[[Page], int], profile: SiteProfile
) -> Iterator[list[Page]]:
    """Cut a stream into windows, each counted in the profile before it is yielded.

    Parameters
    ----------
    pages : iterable of Page
    n_characters : callable
        Characters of a page.
    profile : SiteProfile
        To which the pages are added.

    Yields
    ------
    list of Page
        In order, at most :data:`WINDOW_PAGES`.
    """
    for window in batched_by_size(pages, n_characters, WINDOW_CHARACTERS, WINDOW_PAGES):
        for page in window:
            profile.add(page)
        yield window
