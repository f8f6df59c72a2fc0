"""The kind of each page, and weights that let rare kinds count: articles are most of the pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from bbclf.dataset import TrainingPage
from bbclf.fit.lines import site_of
from bbclf.html.head import read_head
from training.sources.lexicon import base_language
from training.sources.pages import RawPage

__all__ = ["KIND_OF_SOURCE", "kind_weights", "page_kind"]

KIND_OF_SOURCE: Mapping[str, str] = {
    "andy_news": "article", "arabic_sites": "article", "bbc_simorgh": "article", "careercoach": "course",
    "cleaneval": "mixed", "cleanportaleval": "article", "fundus": "article", "harvest_forum": "forum",
    "htmldate_news": "article",
    "juriscraper": "listing", "mercury": "article", "mercury_en": "article", "opentermsarchive": "legal",
    "recipes": "recipe", "waddle": "article",
}  # fmt: skip
"""Sources whose pages are of one kind."""

KIND_OF_TYPE: tuple[tuple[str, str], ...] = (
    ("recipe", "recipe"),
    ("discussionforumposting", "forum"),
    ("qapage", "forum"),
    ("product", "product"),
    ("jobposting", "service"),
    ("itemlist", "listing"),
    ("collectionpage", "collection"),
    ("newsarticle", "article"),
    ("blogposting", "article"),
    ("techarticle", "documentation"),
)
"""Types of JSON-LD and Open Graph that tell, the surest first. ``article`` does not: half of all kinds say it."""

KIND_OF_URL: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/(?:forums?|threads?|topics?|viewtopic|showthread|discussion|questions)\b"), "forum"),
    (re.compile(r"/(?:recipes?|rezepte?|recettes?|recetas?|ricette)\b"), "recipe"),
    (re.compile(r"/(?:docs?|documentation|manual|reference|api|wiki)\b"), "documentation"),
    (re.compile(r"/(?:privacy|terms|legal|datenschutz|impressum|agb|cgu)\b"), "legal"),
    (re.compile(r"/(?:products?|shop|item|dp)\b"), "product"),
    (re.compile(r"/(?:category|categories|tag|tags|archive|search)\b"), "listing"),
)
OTHER = "article"
"""What nine of ten pages are that nothing else is known of."""

SMALL_GROUP = 30
"""Pages; a smaller group weighs as one of so many: five pages of a language must not outweigh a source."""
MAX_WEIGHT = 8.0
"""Of a page, in mean weights of a page."""
SITE_POWER = 0.5


def page_kind(raw: RawPage) -> str:
    """What kind of page it is: told by the source, else guessed from types and address.

    Returns
    -------
    str
        One of WCXB's ``article``, ``forum``, ``product``, ``collection``, ``listing``, ``documentation`` and
        ``service``, or ``recipe``, ``legal``, ``course`` or ``mixed``.
    """
    if raw.page_type or raw.source in KIND_OF_SOURCE:
        return raw.page_type or KIND_OF_SOURCE[raw.source]
    types = read_head(LexborHTMLParser(raw.html)).types
    for name, kind in KIND_OF_TYPE:
        if name in types:
            return kind
    for pattern, kind in KIND_OF_URL:
        if pattern.search(raw.url.lower()):
            return kind
    return OTHER


def kind_weights(pages: Sequence[TrainingPage], kinds: Mapping[str, str], power: float = 0.5) -> NDArray[np.float64]:
    """What each page counts for, so that training optimises a mean over kinds, sources and languages.

    Parameters
    ----------
    pages : sequence of TrainingPage
        Of one view.
    kinds : mapping of str to str
        Kind of each page by its id; pages that it lacks are of a kind of their source.
    power : float
        0: every page counts the same. 1: every kind, every source and every language counts the same; the weight of
        a page is then the mean of what it has in the three means.

    Returns
    -------
    ndarray of float64, shape (n_pages,)
        With mean 1, and less where the site has many pages.
    """
    groups = (
        [kinds.get(page.page.id or "", page.source or "") for page in pages],
        [page.source or "" for page in pages],
        [base_language(page.lang or "") for page in pages],
    )
    weights = np.mean([_shares(names, SMALL_GROUP, power) for names in groups], axis=0)
    weights *= _shares([site_of(page) for page in pages], 1, SITE_POWER)
    weights = np.minimum(weights / weights.mean(), MAX_WEIGHT)
    return np.asarray(weights / weights.mean())


def _shares(names: Sequence[str], small: int, power: float) -> NDArray[np.float64]:
    """Sizes of the groups to the minus `power`, of each page, with mean 1."""
    sizes = Counter(names)
    shares = np.array([max(sizes[name], small) ** -power for name in names], dtype=np.float64)
    return np.asarray(shares / shares.mean())
