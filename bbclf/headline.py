"""The headline of a page: which of its lines say its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.html import TAGS, Markup
from bbclf.page import Page
from bbclf.tokens import count_words, read_chars

__all__ = ["Headline", "find_headline", "headline_lines"]

_SEPARATOR = re.compile(r"\s+[-–—|/·•:»«→]+\s+|\s*[|｜»«]\s*|\s*::\s*|_")
"""What parts the headline from the name of the site in ``<title>``."""

_HEADINGS = tuple(TAGS[f"h{level}"] for level in range(1, 7))
_FURNITURE = frozenset(TAGS[name] for name in ("nav", "footer", "aside", "form"))

MIN_WORDS = 3
"""Words of a headline that is not ``<h1>``, or that is only a part of a title."""

MAX_WORDS = 30
PROSE_WORDS = 10
"""A line of text with more words is prose, which a headline stands above."""

MAX_LINES_ABOVE_PROSE = 6
"""Content lines from the headline of a text to its prose: bylines and dates stand between. Not tuned."""

MAX_CHARACTERS = 1_000
"""Of what a page declares to be its title: the rest is not read. Each line is looked for in it. Not tuned."""

_SENTENCE_ENDS = (".", "。", "।", "։", "።", ";", ",", ":")


class Headline(NamedTuple):
    """The headline of a page.

    Attributes
    ----------
    lines : list of int
        The lines that it stands in, one after another.
    text : str
        Without the name of the site.
    """

    lines: list[int]
    text: str


def find_headline(page: Page, is_boilerplate: NDArray[np.bool_]) -> Headline | None:
    """Find the headline of a page.

    Parameters
    ----------
    page : Page
    is_boilerplate : ndarray of bool, shape (n_lines,)
        Read for pages of text only.

    Returns
    -------
    Headline or None
        In HTML, the ``<h1>`` that says what JSON-LD (``headline``), Open Graph (``og:title``) or ``<title>`` say; if
        there is none, another heading or line that does; else the only ``<h1>`` of three words or more. In text, the
        first content line that looks like a title and has prose below.
    """
    if page.markup is None:
        return _headline_of_text(page.lines, ~is_boilerplate)
    return _headline_of_html(page.lines, page.markup)


def headline_lines(page: Page, is_boilerplate: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The lines of the headline of a page, and those that repeat it.

    Parameters
    ----------
    page : Page
    is_boilerplate : ndarray of bool, shape (n_lines,)
        See :func:`find_headline`.

    Returns
    -------
    ndarray of bool, shape (n_lines,)
    """
    found = find_headline(page, is_boilerplate)
    if found is None:
        return np.zeros(len(page), dtype=np.bool_)
    repeated = {found.text, " ".join(page.lines[i] for i in found.lines)}
    says = np.array([line in repeated for line in page.lines], dtype=np.bool_)
    says[found.lines] = True
    return says


def _headline_of_html(lines: Sequence[str], markup: Markup) -> Headline | None:
    names = _Names(markup)
    headings = list(_headings(markup))
    others = [(range(i, i + 1), 0) for i in range(len(lines))] if names else []
    best, place = (False, 0, 0), range(0)
    for candidate, rank in headings + others:
        agreement = names.agreement(_text(lines, candidate), is_h1=rank == 2)
        if agreement and (key := (agreement > 1, rank, agreement)) > best:
            best, place = key, candidate
    if not place:
        h1s = [place for place, rank in headings if rank == 2]
        if len(h1s) != 1 or _n_words(_text(lines, h1s[0])) < MIN_WORDS:
            return None
        (place,) = h1s
    return Headline(list(place), names.without_site(_text(lines, place)))


def _headings(markup: Markup) -> Iterator[tuple[range, int]]:
    """The lines of each heading outside menus and the like, with its rank: 2 for ``<h1>``, 1 for others."""
    in_furniture: list[bool] = []
    for number, (tag, parent) in enumerate(zip(markup.tag.tolist(), markup.parent.tolist(), strict=True)):
        in_furniture.append(tag in _FURNITURE or (parent >= 0 and in_furniture[parent]))
        if tag in _HEADINGS and not in_furniture[number]:
            yield range(int(markup.first_line[number]), int(markup.end_line[number])), 1 + (tag == _HEADINGS[0])


class _Names:
    """What the head of a page says that its title is.

    Parameters
    ----------
    markup : Markup
    """

    def __init__(self, markup: Markup) -> None:
        given = [name[:MAX_CHARACTERS] for name in (markup.headline, markup.open_graph_title, markup.title)]
        self._whole = [folded for name in given if (folded := _folded(name))]
        self._declared = [name for name in given[:2] if _n_words(name) >= MIN_WORDS]
        self._longest_parts = {max(map(_folded, _SEPARATOR.split(name)), key=len) for name in given} - {""}

    def __bool__(self) -> bool:
        return bool(self._whole)

    def agreement(self, text: str, *, is_h1: bool) -> int:
        """How well a line agrees: 3 the same, 2 without the name of the site, 1 part of it, 0 not at all."""
        folded = _folded(text)
        if not folded or (not is_h1 and _n_words(text) < MIN_WORDS):
            return 0
        if folded in self._whole:
            return 3
        if folded in self._longest_parts:
            return 2
        places = [f" {name} ".find(f" {folded} ") for name in self._whole]
        return int(max(places, default=-1) >= 0 if is_h1 else 0 in places)

    def without_site(self, text: str) -> str:
        """A headline without the name of the site after it, if the page declares its title without it as well."""
        for name in self._declared:
            if len(name) < len(text) and text.startswith(name) and _SEPARATOR.match(text, len(name)):
                return name
        head, *rest = re.split(r"\s+[|｜]\s+", text)
        return head if rest and _n_words(head) >= MIN_WORDS else text


def _headline_of_text(lines: Sequence[str], is_content: NDArray[np.bool_]) -> Headline | None:
    content = np.flatnonzero(is_content)
    n_words = count_words(read_chars([lines[i] for i in content.tolist()]))
    is_prose = np.flatnonzero(n_words > PROSE_WORDS)
    for place, i in enumerate(content[: MAX_LINES_ABOVE_PROSE + 1].tolist()):
        text = re.sub(r"^#+\s+", "", lines[i])
        prose_below = is_prose[(is_prose > place) & (is_prose <= place + MAX_LINES_ABOVE_PROSE)]
        if len(prose_below) and 2 <= n_words[place] <= MAX_WORDS and not text.endswith(_SENTENCE_ENDS):
            return Headline([i], text)
        if n_words[place] > PROSE_WORDS:
            return None
    return None


def _text(lines: Sequence[str], place: range) -> str:
    return " ".join(lines[place.start : place.stop])


def _n_words(text: str) -> int:
    return int(count_words(read_chars([text]))[0])


def _folded(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return " ".join(re.findall(r"\w+", text.casefold()))
