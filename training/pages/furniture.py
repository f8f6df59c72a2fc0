"""Lines that markup or the page's shape tells apart without any truth: furniture, captions, credits, linked lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from bbclf.html import TAGS, Markup
from bbclf.page import Page
from bbclf.tokens import read_chars, tokenise

__all__ = ["caption_lines", "credit_lines", "furniture_lines", "line_keys", "linked_lines", "markup_of", "tagged_lines"]

FURNITURE_TAGS = ("nav", "menu", "footer", "form", "search")
FURNITURE_WORDS = {
    "nav", "navbar", "navigation", "menu", "mainmenu", "submenu", "topmenu", "footer", "cookie", "cookies", "consent",
    "breadcrumb", "breadcrumbs",
}  # fmt: skip
CAPTION_TAGS = ("figcaption", "caption")
CAPTION_WORDS = {"caption", "captions", "wp-caption-text", "credit", "credits", "photo-credit", "image-credit"}
CREDIT_WORDS = {
    "byline", "author", "authors", "dateline", "date", "time", "timestamp", "published", "pubdate", "updated", "meta",
}  # fmt: skip
CREDIT_CHARACTERS = 120
LINKED_SHARE = 0.8
LINKED_CHARACTERS = 160
MAX_SHARE = 0.5
"""Of the page's lines that an element of furniture may hold: some sites put the whole page into one form."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WORD = re.compile(r"[\w-]+")
_DATE_WORDS = 8


def markup_of(page: Page) -> Markup:
    """The markup of a page of the html view."""
    assert page.markup is not None, "only pages of the html view have markup"
    return page.markup


def furniture_lines(page: Page, content: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lines inside menus, footers and forms by markup, shape (n_lines,).

    Parameters
    ----------
    page : Page
        Of the html view.
    content : ndarray of bool, shape (n_lines,)
        Lines known to be content: an element that holds one is no furniture, nor is what stands inside an article.
    """
    markup = markup_of(page)
    chosen = _elements(markup, FURNITURE_TAGS, FURNITURE_WORDS)
    before = np.concatenate([[0], np.cumsum(content)])
    n_lines = markup.end_line - markup.first_line
    chosen &= before[markup.end_line] == before[markup.first_line]
    chosen &= n_lines <= MAX_SHARE * len(page.lines)
    return _inside(page, chosen) & ~_inside(page, _elements(markup, ("article",), ()))


def caption_lines(page: Page) -> NDArray[np.bool_]:
    """Captions and credits of pictures and tables by markup, shape (n_lines,)."""
    return _inside(page, _elements(markup_of(page), CAPTION_TAGS, CAPTION_WORDS))


def credit_lines(page: Page) -> NDArray[np.bool_]:
    """Short lines with the author or the date of a text, by markup or by the look of a date, shape (n_lines,)."""
    short = np.array([len(line) <= CREDIT_CHARACTERS for line in page.lines], dtype=np.bool_)
    dated = np.array([_is_date(line) for line in page.lines], dtype=np.bool_)
    return short & (dated | _inside(page, _elements(markup_of(page), ("address",), CREDIT_WORDS)))


def linked_lines(page: Page) -> NDArray[np.bool_]:
    """Short lines of links, shape (n_lines,)."""
    length = np.array([len(line) for line in page.lines], dtype=np.int64)
    return (markup_of(page).link_chars >= LINKED_SHARE * length) & (length <= LINKED_CHARACTERS)


def tagged_lines(page: Page, tags: Sequence[str]) -> NDArray[np.bool_]:
    """Lines inside elements of some tags, shape (n_lines,)."""
    return _inside(page, _elements(markup_of(page), tags, ()))


def line_keys(lines: Sequence[str]) -> NDArray[np.uint64]:
    """Equal for lines of the same words, 0 for lines without words, shape (n_lines,)."""
    tokens = tokenise(read_chars(lines))
    keys = np.zeros(len(lines), dtype=np.uint64)
    np.add.at(keys, tokens.lines, tokens.hashes)
    return keys


def _elements(markup: Markup, tags: Sequence[str], words: Collection[str]) -> NDArray[np.bool_]:
    """Elements with one of some tags, or one of some words among their attributes, shape (n_elements,)."""
    chosen: NDArray[np.bool_] = np.isin(markup.tag, [TAGS[tag] for tag in tags])
    if words:
        chosen |= np.array(
            [not set(_WORD.findall(text.lower())).isdisjoint(words) for text in markup.attributes], dtype=np.bool_
        )
    return chosen


def _inside(page: Page, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lines inside one of the chosen elements, shape (n_lines,)."""
    markup = markup_of(page)
    borders = np.zeros(len(page.lines) + 1, dtype=np.int64)
    np.add.at(borders, markup.first_line[chosen], 1)
    np.add.at(borders, markup.end_line[chosen], -1)
    inside: NDArray[np.bool_] = np.cumsum(borders[:-1]) > 0
    return inside


def _is_date(line: str) -> bool:
    return bool(_YEAR.search(line)) and "©" not in line and len(line.split()) <= _DATE_WORDS
