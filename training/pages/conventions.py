"""What each source calls content by its own convention, and other sources do not: masked, or labelled as decided.

Read on some ten pages of each source, 2026-11. Titles, bylines, dates, captions and standfirsts are judged by each
source in its own way; menus and lists of links that a source keeps with the main text contradict all others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.furniture import (
    caption_lines,
    credit_lines,
    furniture_lines,
    line_keys,
    linked_lines,
    tagged_lines,
)  # fmt: skip
from training.sources.pages import RawPage

__all__ = ["CONVENTIONS", "apply_conventions"]

Mask = Callable[[Page, NDArray[np.bool_]], NDArray[np.bool_]]
"""``(page of the html view, which lines are labelled content) -> which lines are not decided``."""

STANDFIRST_CHARACTERS = 40
PARAGRAPH_CHARACTERS = 120


def captions(page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Captions and credits of pictures, whatever their label."""
    return caption_lines(page)


def credits(page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Bylines and dates, whatever their label."""
    return credit_lines(page)


def links(page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Short lines of links that are labelled content: blogrolls, related articles, tables of contents."""
    return content & linked_lines(page)


def furniture(page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lines of menus, footers and forms that are labelled content."""
    return content & furniture_lines(page, np.zeros_like(content))


def controls(page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Buttons that are labelled content."""
    return content & tagged_lines(page, ("button", "legend", "summary"))


def code(page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Code and tables that are labelled boilerplate."""
    return ~content & tagged_lines(page, ("pre", "table"))


def standfirsts(page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Sentences labelled boilerplate in the few lines above the first paragraph of content."""
    length = np.array([len(line) for line in page.lines], dtype=np.int64)
    paragraphs = np.flatnonzero(content & (length >= PARAGRAPH_CHARACTERS))
    above = np.zeros_like(content)
    if len(paragraphs):
        above[max(int(paragraphs[0]) - 8, 0) : int(paragraphs[0])] = True
    return ~content & above & (length >= STANDFIRST_CHARACTERS) & ~linked_lines(page)


CONVENTIONS: Mapping[str, tuple[Mask, ...]] = {
    "andy_news": (captions, credits, standfirsts),
    "careercoach": (),
    "cleaneval": (captions, credits, links, furniture, controls),
    "cleanportaleval": (captions, credits, standfirsts),
    "defuddle": (captions, credits, links, code),
    "fixtures_en": (captions, credits, links, furniture, controls, standfirsts),
    "harvest_forum": (credits, controls),
    "juriscraper": (),
    "llm_webkit": (captions, credits, code, standfirsts),
    "mercury_en": (captions, credits, links, furniture, controls, standfirsts),
    "opentermsarchive": (credits, links, furniture, controls),
    "recipes": (captions,),
}
"""Which lines of a source are not decided. Sources that are not named keep their labels."""


def apply_conventions(raw: RawPage, labelled: TrainingPage) -> TrainingPage:
    """Mask what the page's source judges by its own convention, and names and dates of posts.

    Parameters
    ----------
    raw : RawPage
    labelled : TrainingPage
        Of any view. What is masked in the HTML is masked in text by the words of the line.
    """
    if raw.source not in CONVENTIONS:
        return labelled
    weight = labelled.weight.copy()
    weight[_masked(raw, labelled.page, ~labelled.is_boilerplate)] = 0.0
    if raw.meta:
        weight[_says_one_of(labelled.page.lines, raw.meta)] = 0.0
    return replace(labelled, weight=weight)


def _masked(raw: RawPage, page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lines that a convention masks, shape (n_lines,)."""
    masks = CONVENTIONS[raw.source]
    if page.view == "html":
        return _any_mask(masks, page, content)
    html = Page.from_html(raw.html)
    keys, text_keys = line_keys(html.lines), line_keys(page.lines)
    in_html = np.isin(keys, text_keys[content])
    masked = _any_mask(masks, html, in_html)
    in_text: NDArray[np.bool_] = np.isin(text_keys, keys[masked]) & (text_keys != 0)
    return in_text


def _any_mask(masks: Sequence[Mask], page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    found = np.zeros_like(content)
    for mask in masks:
        found |= mask(page, content)
    return found


def _says_one_of(lines: Sequence[str], names: Sequence[str]) -> NDArray[np.bool_]:
    """Short lines that hold a name or a date, shape (n_lines,)."""
    wanted = {name.rsplit("/", 1)[-1].replace("%20", " ").casefold() for name in names}
    wanted.discard("")
    return np.array(
        [len(line) <= 80 and any(name in line.casefold() for name in wanted) for line in lines], dtype=np.bool_
    )
