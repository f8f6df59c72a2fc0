"""What the pages of one site have in common, as counts of pages, in bounded memory.

Where a site has more different lines than are held, those that fewest pages have are forgotten. If such a line comes
again, its count is too low by the pages that had it before, as in lossy counting (Manku & Motwani 2002). Lines that
recur, which are what a profile is for, stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bbclf.site.keys import PageKeys

__all__ = ["MAX_KEYS_OF_SITE", "MAX_PAGES_OF_SITE", "TABLES", "SiteCounts"]

MAX_KEYS_OF_SITE = 200_000
"""Keys of a site, about 130 bytes each; the pages of a large news site have 150 keys each that no other page has."""

MAX_PAGES_OF_SITE = 20_000
"""Pages of a site that are counted; shares of so many no longer change with more."""

TABLES = ("lines", "labels", "placed")
"""Names of the tables of :class:`SiteCounts`."""


@dataclass(slots=True)
class SiteCounts:
    """In how many pages of a site each key of :class:`bbclf.site.keys.PageKeys` occurs.

    Attributes
    ----------
    lines, labels, placed : Counter of int
        Pages by key.
    pages : set of int
        Keys of the pages that were counted. A page that comes again is not counted again.
    n_pages : int
        Pages that were counted.
    n_left_out : int
        Pages beyond :data:`MAX_PAGES_OF_SITE`, which were not.
    n_forgotten : int
        Keys that were forgotten to bound memory.
    """

    lines: Counter[int] = field(default_factory=Counter)
    labels: Counter[int] = field(default_factory=Counter)
    placed: Counter[int] = field(default_factory=Counter)
    pages: set[int] = field(default_factory=set)
    n_pages: int = 0
    n_left_out: int = 0
    n_forgotten: int = 0

    @property
    def tables(self) -> Iterator[tuple[str, Counter[int]]]:
        """The three tables with their names."""
        return ((name, getattr(self, name)) for name in TABLES)

    @property
    def n_keys(self) -> int:
        """Keys of all tables and pages."""
        return len(self.pages) + sum(len(table) for _, table in self.tables)

    def add(self, keys: PageKeys, max_keys: int = MAX_KEYS_OF_SITE) -> None:
        """Count a page.

        Parameters
        ----------
        keys : PageKeys
        max_keys : int
            From which on rare keys are forgotten.
        """
        if keys.page in self.pages:
            return
        if self.n_pages >= MAX_PAGES_OF_SITE:
            self.n_left_out += 1
            return
        self.pages.add(keys.page)
        self.n_pages += 1
        self.lines.update(set(keys.lines))
        self.labels.update({label for label in keys.labels if label is not None})
        self.placed.update(set(keys.placed or ()))
        self._forget_rare(max_keys)

    def merge(self, other: SiteCounts, max_keys: int = MAX_KEYS_OF_SITE) -> None:
        """Add the counts of other pages of the site; a page that both have counts twice.

        Parameters
        ----------
        other : SiteCounts
        max_keys : int
            As for :meth:`add`.
        """
        for name, table in self.tables:
            table.update(getattr(other, name))
        self.pages |= other.pages
        self.n_pages += other.n_pages
        self.n_left_out += other.n_left_out
        self.n_forgotten += other.n_forgotten
        self._forget_rare(max_keys)

    def _forget_rare(self, max_keys: int) -> None:
        """Down to half of the keys, so that it need not be done again at the next page."""
        n_lines = self.n_keys - len(self.pages)
        if n_lines <= max_keys:
            return
        least = 0
        while n_lines > max_keys // 2:
            least += 1
            for name, table in self.tables:
                setattr(self, name, Counter({key: count for key, count in table.items() if count > least}))
            kept = self.n_keys - len(self.pages)
            self.n_forgotten += n_lines - kept
            n_lines = kept
