"""The text view of the training pages: all visible text, by several converters.

By two converters always, our own block walk and resiliparse as in Common Crawl's WET files; and by one drawn at
random with a random finish, some of them with short-codes added, most of them cropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.converters.converters import CONVERTERS, FINISHES
from training.pages.by_source import label_by_source
from training.pages.cache import labelled
from training.pages.draws import page_generator
from training.pages.labelling import with_residue
from training.residue.leftovers import Leftover, add_short_codes
from training.sources.pages import RawPage

__all__ = ["block_walk", "random_converter_page", "text_pages", "walked_page", "wet_page"]

CODES_SHARE = 0.3
"""Pages of text by a random converter that get short-codes."""

CROPPED_SHARE = 0.7
"""Pages of text by a random converter that lose most of what stands before and after their content."""
LINES_AROUND = 4
"""Mean number of lines that a cropped page keeps on either side."""

_NOTHING: NDArray[np.int64] = np.empty(0, dtype=np.int64)


def text_pages(raws: Sequence[RawPage]) -> list[list[TrainingPage]]:
    """The text view of all pages: by the block walk, as WET, by random converters; each in order."""
    return [
        labelled(raws, walked_page, "text-walk"),
        labelled(raws, wet_page, "text-wet"),
        labelled(raws, random_converter_page, "text-random"),
    ]


def block_walk(html: str) -> str:
    """Our own converter: the lines of the html view."""
    return "\n".join(Page.from_html(html).lines)


def walked_page(raw: RawPage) -> TrainingPage:
    """The text view by our own block walk."""
    return _text_page(raw, block_walk(raw.html))


def wet_page(raw: RawPage) -> TrainingPage:
    """The text view as in Common Crawl's newer WET files."""
    return _text_page(raw, CONVERTERS["resiliparse_text"](raw.html))


def random_converter_page(raw: RawPage) -> TrainingPage:
    """The text view by a random converter, with a random finish."""
    rng = page_generator(raw, "text")
    converters: dict[str, Callable[[str], str]] = {"block_walk": block_walk, **CONVERTERS}
    converter = converters[str(rng.choice(list(converters)))]
    finish = FINISHES[str(rng.choice(list(FINISHES)))]
    text = finish(converter(raw.html), rng)
    made = add_short_codes(text, rng) if rng.random() < CODES_SHARE else Leftover(text, _NOTHING)
    page = with_residue(_text_page(raw, made.text), made.residue)
    return _cropped(page, rng) if rng.random() < CROPPED_SHARE else page


def _text_page(raw: RawPage, text: str) -> TrainingPage:
    return label_by_source(raw, Page.from_text(text, id=raw.id, url=raw.url, view="text"))


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
