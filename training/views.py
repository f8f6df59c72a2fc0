"""Labelled pages of every view, made of the training pages.

html: the page as fetched. text: the page's visible text by two makers always (our own block walk, and resiliparse
as in Common Crawl's WET files) and by one drawn at random with a random finish. leftover: what two peers kept of
the page, residue added to most.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.build import label_page, labelled
from training.leftovers import add_residue
from training.makers import FINISHES, MAKERS
from training.peer_outputs import cache_key, read_extractions
from training.sources import RawPage
from training.wording import Wording

__all__ = ["LEFTOVER_PEERS", "html_pages", "leftover_pages", "text_pages"]

LEFTOVER_PEERS = (
    "trafilatura", "trafilatura_recall", "resiliparse", "readability", "trafilatura_fast", "boilerpy3",
)  # fmt: skip
"""Extractors whose output users hold most, the first ones drawn more often."""

_PEER_SHARES = (0.3, 0.15, 0.2, 0.2, 0.1, 0.05)


def _generator(raw: RawPage, purpose: str) -> np.random.Generator:
    """Random choices of a page: the same whatever the other pages."""
    digest = hashlib.sha256(f"{purpose}:{raw.id}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def block_walk(html: str) -> str:
    """Our own maker: the lines of the html view."""
    return "\n".join(Page.from_html(html).lines)


def html_page(raw: RawPage) -> TrainingPage:
    """The html view of a page."""
    return label_page(raw, Page.from_html(raw.html, id=raw.id, url=raw.url))


def _text_page(raw: RawPage, text: str) -> TrainingPage:
    return label_page(raw, Page.from_text(text, id=raw.id, url=raw.url, view="text"))


def walked_page(raw: RawPage) -> TrainingPage:
    """The text view by our own block walk."""
    return _text_page(raw, block_walk(raw.html))


def wet_page(raw: RawPage) -> TrainingPage:
    """The text view as in Common Crawl's newer WET files."""
    return _text_page(raw, MAKERS["resiliparse_text"](raw.html))


def random_maker_page(raw: RawPage) -> TrainingPage:
    """The text view by a random maker, with a random finish."""
    rng = _generator(raw, "text")
    makers: dict[str, Callable[[str], str]] = {"block_walk": block_walk, **MAKERS}
    maker = makers[str(rng.choice(list(makers)))]
    finish = FINISHES[str(rng.choice(list(FINISHES)))]
    return _text_page(raw, finish(maker(raw.html), rng))


def html_pages(raws: Sequence[RawPage]) -> list[TrainingPage]:
    """The html view of all pages, in order."""
    return labelled(raws, html_page, "html")


def text_pages(raws: Sequence[RawPage]) -> list[list[TrainingPage]]:
    """The text view of all pages: by the block walk, as WET, by random makers; each in order."""
    return [
        labelled(raws, walked_page, "text-walk"),
        labelled(raws, wet_page, "text-wet"),
        labelled(raws, random_maker_page, "text-random"),
    ]


def leftover_pages(
    raws: Sequence[RawPage], n_draws: int = 2, without: Collection[str] = ()
) -> list[list[TrainingPage]]:
    """The leftover view: for each draw, what one random peer kept of each page, with residue.

    Parameters
    ----------
    raws : sequence of RawPage
    n_draws : int
    without : collection of str
        Languages whose residue phrases are left out.
    """
    outputs = {name: read_extractions(name) for name in LEFTOVER_PEERS}
    titles: dict[str, list[str]] = {}
    for raw in raws:
        titles.setdefault(raw.lang, []).append(raw.title)
    wording = Wording(titles=titles, without=without)
    draws = []
    for draw in range(n_draws):
        pages = []
        for raw in raws:
            rng = _generator(raw, f"leftover-{draw}")
            peer = str(rng.choice(LEFTOVER_PEERS, p=_PEER_SHARES))
            kept = outputs[peer][cache_key(raw)].text
            leftover = add_residue(kept, raw.lang, wording, rng, title=raw.title)
            pages.append(label_leftover(raw, leftover.text, leftover.residue))
        draws.append(pages)
    return draws


def label_leftover(raw: RawPage, text: str, residue: np.ndarray) -> TrainingPage:
    """Label what an extractor kept: by the truth, but for the residue, which is boilerplate for certain."""
    page = Page.from_text(text, id=raw.id, url=raw.url, view="leftover")
    found = label_page(raw, page, min_coverage=0.1)
    is_boilerplate, weight = found.is_boilerplate.copy(), found.weight.copy()
    is_boilerplate[residue] = True
    weight[residue] = 1.0
    return TrainingPage(page, is_boilerplate, weight, lang=raw.lang, site=raw.site, source=raw.source)
