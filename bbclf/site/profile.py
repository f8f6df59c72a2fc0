"""Which lines recur in the pages of each site."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import InputError
from bbclf.files import replacing
from bbclf.page import Page, check_is_page
from bbclf.site.address import site_of_url
from bbclf.site.columns import site_columns
from bbclf.site.counts import SiteCounts
from bbclf.site.files import dump_profile, read_profile
from bbclf.site.keys import PageKeys, page_keys

__all__ = ["MAX_KEYS", "SiteProfile", "check_is_profile", "site_name"]

MAX_KEYS = 2_000_000
"""Keys of all sites together, 260 MB; beyond that, the sites whose last pages are the oldest are forgotten."""


def site_name(page: Page, site: str | None = None) -> str:
    """The name of a page's site: `site` if it is given, else the host of the page's address, else empty."""
    return (site_of_url(page.url) or "") if site is None else site


class SiteProfile:
    """In how many pages of a site each line occurs, for one site or many.

    Pages are counted one at a time, in any order; memory is bounded (:data:`MAX_KEYS`, and for each site
    :data:`bbclf.site.counts.MAX_KEYS_OF_SITE`). Lines are held as hashes: a profile does not hold the text of a page.

    Parameters
    ----------
    site : str, optional
        All pages are of this one site. By default the host of a page's address is its site, and pages without an
        address are a site together.
    max_keys : int
        See :data:`MAX_KEYS`.

    Attributes
    ----------
    sites : dict of str to SiteCounts
        By name, in the order of their last pages.
    n_forgotten_sites : int
        Sites that were forgotten, so that memory is bounded.

    Raises
    ------
    InputError
        `site` is neither str nor None.

    Examples
    --------
    >>> profile = SiteProfile()
    >>> for page in pages:  # doctest: +SKIP
    ...     profile.add(page)
    >>> classifier.label(page, site=profile)  # doctest: +SKIP
    """

    def __init__(self, site: str | None = None, max_keys: int = MAX_KEYS) -> None:
        if site is not None and not isinstance(site, str):
            raise InputError(f"a site's name must be str or None, got {type(site).__name__}")
        self.site = site
        self.sites: dict[str, SiteCounts] = {}
        self.n_forgotten_sites = 0
        self._max_keys = max_keys
        self._n_keys = 0

    @classmethod
    def of_pages(cls, pages: Iterable[Page], site: str | None = None) -> Self:
        """The profile of some pages; parameters as of the class."""
        profile = cls(site)
        for page in pages:
            profile.add(page)
        return profile

    @property
    def n_pages(self) -> int:
        """Pages that were counted, of all sites."""
        return sum(counts.n_pages for counts in self.sites.values())

    def summary(self) -> str:
        """What was counted and what was forgotten, as one line of text."""
        counts = self.sites.values()
        parts = [f"pages counted {self.n_pages:,}, sites {len(self.sites):,}"]
        for n, what in (
            (sum(of.n_left_out for of in counts), "pages of full sites left out"),
            (sum(of.n_forgotten for of in counts), "rare lines forgotten"),
            (self.n_forgotten_sites, "sites forgotten"),
        ):
            if n:
                parts.append(f"{what} {n:,}")
        return ", ".join(parts)

    def add(self, page: Page) -> None:
        """Count a page, unless an earlier page of its site has the same lines."""
        self.add_keys(self.site_of(check_is_page(page)), page_keys(page))

    def add_keys(self, name: str, keys: PageKeys) -> None:
        """Count a page by the name of its site and its keys, which another process may have made."""
        counts = self.sites.pop(name, None) or SiteCounts()
        before = counts.n_keys
        counts.add(keys)
        self._put(name, counts, counts.n_keys - before)

    def merge(self, other: SiteProfile) -> None:
        """Add the counts of other pages.

        Parameters
        ----------
        other : SiteProfile
            Of other pages: a page that both have counts twice.

        Raises
        ------
        InputError
            The two were not made with the same `site`.
        """
        if self.site != check_is_profile(other).site:
            raise InputError(
                f"profiles of site {self.site!r} and of site {other.site!r} cannot be merged: make both with the same"
                " site, or both without"
            )
        self.n_forgotten_sites += other.n_forgotten_sites
        for name, theirs in other.sites.items():
            counts = self.sites.pop(name, None) or SiteCounts()
            before = counts.n_keys
            counts.merge(theirs)
            self._put(name, counts, counts.n_keys - before)

    def columns(self, page: Page) -> NDArray[np.float64] | None:
        """Columns of the lines of a page by the other pages of its site (:func:`bbclf.site.columns.site_columns`)."""
        name = self.site_of(page)
        return self.columns_of_keys(name, page_keys(page)) if name in self.sites else None

    def columns_of_keys(self, name: str, keys: PageKeys) -> NDArray[np.float64] | None:
        """The same, by the name of the page's site and its keys."""
        counts = self.sites.get(name)
        return None if counts is None else site_columns(counts, keys)

    def site_of(self, page: Page) -> str:
        """The name of a page's site."""
        return site_name(page, self.site)

    def digest(self) -> str:
        """SHA-256 of what :meth:`save` writes, in hexadecimal."""
        return hashlib.sha256(dump_profile(self.site, self.n_forgotten_sites, self.sites)).hexdigest()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the profile as JSON, compressed if the name ends in ``.gz``, ``.xz`` or ``.zst``.

        Raises
        ------
        OutputError
            The file cannot be written.
        """
        with replacing(path) as file:
            file.write(dump_profile(self.site, self.n_forgotten_sites, self.sites))

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Self:
        """Read a profile that :meth:`save` wrote.

        Raises
        ------
        InputError
            There is no such file, it is no profile, of another format, or damaged.
        """
        site, n_forgotten_sites, sites = read_profile(path)
        profile = cls(site)
        profile.n_forgotten_sites = n_forgotten_sites
        for name, counts in sites.items():
            profile._put(name, counts, counts.n_keys)
        return profile

    def _put(self, name: str, counts: SiteCounts, n_new_keys: int) -> None:
        """Enter a site as the last, and forget the first ones if there are too many keys."""
        self.sites[name] = counts
        self._n_keys += n_new_keys
        while self._n_keys > self._max_keys and len(self.sites) > 1:
            first = next(iter(self.sites))
            self._n_keys -= self.sites.pop(first).n_keys
            self.n_forgotten_sites += 1


def check_is_profile(site: SiteProfile) -> SiteProfile:
    """Refuse what is no profile, such as the name of a site.

    Returns
    -------
    SiteProfile
        `site` itself.

    Raises
    ------
    TypeError
        It is something else.
    """
    if isinstance(site, SiteProfile):
        return site
    raise TypeError(f"site must be a SiteProfile, got {type(site).__name__}: SiteProfile.load reads one from a file")
