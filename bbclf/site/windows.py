"""Streams of pages, read ahead so that each page is judged by others of its site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.batching import batched_by_size
from bbclf.page import Page
from bbclf.site.keys import page_keys
from bbclf.site.profile import SiteProfile

__all__ = ["WINDOW_CHARACTERS", "WINDOW_PAGES", "PageInSite", "profiled_windows"]

WINDOW_PAGES = 256
"""Pages that are read ahead: enough to see what recurs, at a bounded cost in memory and delay. Not tuned."""

WINDOW_CHARACTERS = 5_000_000
"""Of the lines of the pages that are read ahead; a crawl's pages have 4,000 on average. It bounds memory."""


class PageInSite(NamedTuple):
    """A page, and what other pages of its site say of it.

    Attributes
    ----------
    page : Page
    columns : ndarray of float64, shape (n_columns, n_lines), or None
        See :func:`bbclf.site.columns.site_columns`; None where the page is judged by itself.
    """

    page: Page
    columns: NDArray[np.float64] | None = None


def profiled_windows(pages: Iterable[Page], n_characters: Callable[[Page], int]) -> Iterator[list[PageInSite]]:
    """Cut a stream into windows, each judged by a profile of itself and of the windows before it.

    Parameters
    ----------
    pages : iterable of Page
    n_characters : callable
        Characters of a page.

    Yields
    ------
    list of PageInSite
        In order, at most :data:`WINDOW_PAGES`.
    """
    profile = SiteProfile()
    for window in batched_by_size(pages, n_characters, WINDOW_CHARACTERS, WINDOW_PAGES):
        keyed = [(profile.site_of(page), page_keys(page)) for page in window]
        for name, keys in keyed:
            profile.add_keys(name, keys)
        yield [
            PageInSite(page, profile.columns_of_keys(name, keys))
            for page, (name, keys) in zip(window, keyed, strict=True)
        ]
