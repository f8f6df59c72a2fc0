"""What keeps absurdly nested pages from costing more than their length.

HTML's parsing rules look through the open elements at each block, through the open formatting elements at each
paragraph, and through a list's options at each option: a page of 100,000 nested ``<div>`` takes a browser's parser
half a minute. Browsers stop nesting at some depth; so do we, before the parser sees the page.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from bbclf.html.tags import SKIPPED_TAGS, TAGS

__all__ = ["MAX_DEPTH", "limit_nesting", "may_nest"]

MAX_DEPTH = 512
"""Elements open at once, but for rows, cells, items and others that end each other; further ones lose their tags
and keep their text. Blink has the same limit."""

MAX_FORMATTING = 12
"""Formatting elements open at once: the parser opens all of them again in each paragraph that follows."""

MAX_OPTIONS = 5_000
"""Options of all lists of a page."""

MANY_TAGS = 20_000
"""Pages of fewer tags than this are cheap however they nest, and are not looked at. Measured 2026-11 with lexbor 2:
20,000 nested ``<div>`` take 0.4 s."""

FEW_TAGS = 3_000
MANY_FORMATTING = 200
"""Pages of more than so many tags and formatting elements with attributes are looked at all the same (without, the
parser keeps three of a kind): 1,500 such elements, opened again in 1,500 paragraphs, are 2 million nodes."""

_FORMATTING = frozenset(("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))
_ENDED_BY_NEXT = frozenset(
    ("a", "caption", "colgroup", "dd", "dt", "li", "optgroup", "p", "rb", "rp", "rt", "rtc", "tbody", "td", "tfoot",
     "th", "thead", "tr")
)  # fmt: skip
"""The parser ends them itself at the next of their kind, so that they do not nest."""

_VOID = frozenset(
    ("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
     "meta", "param", "source", "track", "wbr")
)  # fmt: skip
_NEVER_NESTED = _VOID | _ENDED_BY_NEXT
_STOPS_BLOCKS = frozenset(("applet", "html", "marquee", "object", "svg", "math", "table", "template"))
_SPECIAL = (frozenset(TAGS) | SKIPPED_TAGS | {"listing", "marquee"}) - {"other", "svg", "math-field"}

_TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*)|!--(?:-?>|.*?(?:-->|\Z)))", re.DOTALL)
_RAW_TEXT_END = {
    tag: re.compile(f"</(?i:{tag})")
    for tag in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
"""Elements without elements inside -> what ends them."""

_EITHER_CASE = ("".join(f"[{letter}{letter.upper()}]" for letter in tag) for tag in sorted(_FORMATTING))
_FIRST_LETTERS = "".join(sorted({letter for tag in _FORMATTING for letter in (tag[0], tag[0].upper())}))
# Not re.IGNORECASE, which would keep the search from skipping to the next "<": five times slower. A look at the
# first letter halves what is left.
_FORMATTING_WITH_ATTRIBUTES = re.compile(rf"<(?=[{_FIRST_LETTERS}])(?:{'|'.join(_EITHER_CASE)})[\s/]")


def _begins_formatting() -> NDArray[np.bool_]:
    """Whether a formatting element with attributes may have two bytes after its "<", shape (256, 256)."""
    letters = {letter: (ord(letter), ord(letter.upper())) for letter in "".join(_FORMATTING)}
    ends_name = [byte for byte in range(256) if byte >= 0x80 or chr(byte).isspace() or byte == ord("/")]
    table = np.zeros((256, 256), dtype=np.bool_)
    for tag in _FORMATTING:
        table[np.ix_(letters[tag[0]], letters[tag[1]] if len(tag) > 1 else ends_name)] = True
    return table


_BEGINS_FORMATTING = _begins_formatting()


def may_nest(utf8: bytes) -> bool:
    """Whether a page has tags enough for :func:`limit_nesting` to find anything beyond a limit.

    A cheap look at every page: the answer is yes for some pages with nothing to find.

    Parameters
    ----------
    utf8 : bytes
        The page in UTF-8.

    Returns
    -------
    bool
    """
    data = np.frombuffer(utf8, dtype=np.uint8)
    places = np.flatnonzero(data == ord("<"))
    if len(places) <= FEW_TAGS:
        return False
    first, second = (data.take(places + further, mode="clip") for further in (1, 2))
    n_formatting = int(np.count_nonzero(_BEGINS_FORMATTING[first, second]))
    return len(places) > MANY_TAGS or n_formatting > MANY_FORMATTING


def limit_nesting(html: str) -> str:
    """The page, tags beyond the limits made harmless.

    Parameters
    ----------
    html : str

    Returns
    -------
    str
        The page itself if nothing is beyond a limit.
    """
    n_tags = html.count("<")
    if n_tags <= FEW_TAGS:
        return html
    if n_tags <= MANY_TAGS and len(_FORMATTING_WITH_ATTRIBUTES.findall(html)) <= MANY_FORMATTING:
        return html
    elements = _OpenElements()
    pieces: list[str] = []
    position = done = 0
    while (match := _TAG.search(html, position)) is not None:
        position = match.end()
        slash, name = match.groups()
        tag = (name or "").lower()
        if tag in _RAW_TEXT_END and not slash:
            end = _RAW_TEXT_END[tag].search(html, position)
            position = len(html) if end is None else end.end()
        elif tag and tag not in _NEVER_NESTED and not elements.keep(tag, is_end=bool(slash)):
            # A line break for a block, and nothing to see for the others.
            pieces += (html[done : match.start()], f"<{slash}{'br' if tag in _SPECIAL else 'wbr'}")
            done = position
    return "".join([*pieces, html[done:]]) if pieces else html


class _OpenElements:
    """The elements that the parser has open, roughly: its rules for broken pages are not repeated here."""

    def __init__(self) -> None:
        self.open: list[str] = []
        # Elements beyond a limit whose end has yet to come, by tag.
        self.dropped: dict[str, int] = {}
        self.n_formatting = self.n_options = 0

    def keep(self, tag: str, *, is_end: bool) -> bool:
        """Whether a tag stays, now that it is met."""
        if tag == "option":
            self.n_options += not is_end
            return self.n_options <= MAX_OPTIONS
        if tag in _FORMATTING:
            return self.end_formatting(tag) if is_end else self.begin_formatting(tag)
        return self.end(tag) if is_end else self.begin(tag)

    def begin(self, tag: str) -> bool:
        if len(self.open) >= MAX_DEPTH:
            return self.drop(tag)
        self.open.append(tag)
        return True

    def end(self, tag: str) -> bool:
        if self.dropped.get(tag):
            self.dropped[tag] -= 1
            return False
        stops = _STOPS_BLOCKS if tag in _SPECIAL else _SPECIAL
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place] == tag:
                del self.open[place:]
                break
            if self.open[place] in stops:
                break
        return True

    def begin_formatting(self, tag: str) -> bool:
        if self.n_formatting >= MAX_FORMATTING:
            return self.drop(tag)
        self.n_formatting += 1
        return True

    def end_formatting(self, tag: str) -> bool:
        if self.dropped.get(tag):
            self.dropped[tag] -= 1
            return False
        self.n_formatting = max(self.n_formatting - 1, 0)
        return True

    def drop(self, tag: str) -> bool:
        self.dropped[tag] = self.dropped.get(tag, 0) + 1
        return False
