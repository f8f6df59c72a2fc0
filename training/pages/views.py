"""Labelled pages of every view, made of the training pages.

html: the page as fetched. text: the page's visible text by two makers always (our own block walk, and resiliparse
as in Common Crawl's WET files) and by one drawn at random with a random finish, short-codes added to some. leftover:
what three extractors kept of the page, as they left it; and what some drawn at random kept, with residue.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from bbclf.tokens import read_chars, tokenise
from training.converters.converters import FINISHES, MAKERS
from training.extractors.outputs import cache_key, read_extractions
from training.pages.labelling import label_page, labelled
from training.residue.leftovers import Leftover, add_residue, add_short_codes
from training.residue.phrasing import Wording
from training.sources.pages import RawPage

__all__ = ["EXTRACTORS", "LEFTOVER_PEERS", "extracted_pages", "html_pages", "leftover_pages", "text_pages"]

EXTRACTORS = ("trafilatura", "resiliparse", "readability")
"""Whose output is labelled as it is: cleaning must do it no harm."""

LEFTOVER_PEERS = (
    "trafilatura", "trafilatura_recall", "resiliparse", "readability", "trafilatura_fast", "boilerpy3",
)  # fmt: skip
"""Extractors whose output users hold most, the first ones drawn more often."""

CODES_SHARE = 0.3
"""Pages of text by a random maker that get short-codes."""

CROPPED_SHARE = 0.7
"""Pages of text by a random maker that lose most of what stands before and after their content."""
LINES_AROUND = 4
"""Mean number of lines that a cropped page keeps on either side."""

RESIDUE_WEIGHT = 6.0
"""Of residue in leftovers: its lines are short, and a line weighs as the root of its words."""
TITLE_TOKENS = 3
"""A headline has at least so many tokens; "News" in the title is not the headline."""

_NOTHING: NDArray[np.int64] = np.empty(0, dtype=np.int64)
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
    text = finish(maker(raw.html), rng)
    made = add_short_codes(text, rng) if rng.random() < CODES_SHARE else Leftover(text, _NOTHING)
    page = _with_residue(_without_headline(_text_page(raw, made.text), raw.title), made.residue)
    return _cropped(page, rng) if rng.random() < CROPPED_SHARE else page


def _cropped(page: TrainingPage, rng: np.random.Generator) -> TrainingPage:
    """A part of a page, as one copies it from a browser: the content and some lines around."""
    content = np.flatnonzero(~page.is_boilerplate & (page.weight > 0))
    if not len(content):
        return page
    before, after = rng.geometric(1 / (LINES_AROUND + 1), size=2) - 1
    part = slice(max(int(content[0] - before), 0), int(content[-1] + 1 + after))
    lines, gaps = page.page.lines[part], page.page.gaps[part].tolist()
    text = "\n".join("\n" * gap + line for line, gap in zip(lines, gaps, strict=True))
    return replace(
        page,
        page=Page.from_text(text, id=page.page.id, url=page.page.url, view="text"),
        is_boilerplate=page.is_boilerplate[part],
        weight=page.weight[part],
    )


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


def extracted_pages(raws: Sequence[RawPage]) -> dict[str, list[TrainingPage]]:
    """The leftover view without residue: what each of :data:`EXTRACTORS` kept of all pages, in order."""
    pages = {}
    for name in EXTRACTORS:
        outputs = read_extractions(name)
        texts = [outputs[cache_key(raw)].text for raw in raws]
        pages[name] = [_leftover_page(raw, Leftover(text, _NOTHING)) for raw, text in zip(raws, texts, strict=True)]
    return pages


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
            pages.append(_leftover_page(raw, leftover))
        draws.append(pages)
    return draws


def _leftover_page(raw: RawPage, leftover: Leftover) -> TrainingPage:
    page = Page.from_text(leftover.text, id=raw.id, url=raw.url, view="leftover")
    labelled_page = _without_headline(label_page(raw, page, min_coverage=0.1), raw.title)
    return _with_residue(labelled_page, leftover.residue, RESIDUE_WEIGHT)


def _without_headline(page: TrainingPage, title: str) -> TrainingPage:
    """The page, its headline undecided where the truth leaves it out.

    Half of the sources leave headlines out of their truth, half do not; in text, nothing tells their pages apart.
    """
    weight = page.weight.copy()
    weight[page.is_boilerplate & says_title(page.page.lines, title)] = 0.0
    return replace(page, weight=weight)


def says_title(lines: Sequence[str], title: str) -> NDArray[np.bool_]:
    """Whether each line is the page's headline, shape (n_lines,).

    Parameters
    ----------
    lines : sequence of str
    title : str
        Of ``<title>``: often the headline and the name of the site.
    """
    tokens = tokenise(read_chars([*lines, title]))
    n_lines = len(lines)
    of_title = np.unique(tokens.hashes[tokens.lines == n_lines])
    n_tokens = np.bincount(tokens.lines, minlength=n_lines + 1)[:n_lines]
    shared = np.bincount(tokens.lines[np.isin(tokens.hashes, of_title)], minlength=n_lines + 1)[:n_lines]
    found: NDArray[np.bool_] = (shared >= 0.9 * n_tokens) & (shared >= max(TITLE_TOKENS, 0.4 * len(of_title)))
    return found


def _with_residue(page: TrainingPage, residue: NDArray[np.int64], weight_of_residue: float = 1.0) -> TrainingPage:
    """The page with its residue labelled boilerplate for certain, whatever the truth says."""
    is_boilerplate, weight = page.is_boilerplate.copy(), page.weight.copy()
    is_boilerplate[residue] = True
    weight[residue] = weight_of_residue
    return replace(page, is_boilerplate=is_boilerplate, weight=weight)
