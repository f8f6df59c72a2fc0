"""What keeps absurdly nested pages from costing more than their length.

HTML's parsing rules look through the open elements at each block, through the open formatting elements at each
paragraph, and through a list's options at each option: a page of 100,000 nested ``<div>`` takes a browser's parser
half a minute. Browsers stop nesting at some depth; so do we, before the parser sees the page.
"""

from __future__ import annotations

from bbclf.html.tags import BLOCK, TAG_TABLE

__all__ = ["FORMATTING", "MAX_DEPTH", "OpenElements"]

MAX_DEPTH = 512
"""Elements open at once, but for rows, cells, items and others that end each other; further ones lose their tags
and keep their text. Blink has the same limit."""

MAX_FORMATTING = 12
"""Formatting elements open at once: the parser opens all of them again in each paragraph that follows."""

MAX_OPTIONS = 5_000
"""Options of all lists of a page."""

FORMATTING = frozenset(("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))

_ENDED_BY_NEXT = frozenset(
    ("a", "caption", "colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr")
)
"""The parser ends them itself at the next of their kind, so that they do not nest."""

_VOID = frozenset(
    ("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
     "meta", "param", "source", "track", "wbr")
)  # fmt: skip
_NEVER_NESTED = _VOID | _ENDED_BY_NEXT

_ENDED_BY_NEXT_INSIDE = {"rb": "ruby", "rp": "ruby", "rt": "ruby", "rtc": "ruby", "optgroup": "select"}
"""Elements that end each other only inside such an element; elsewhere they nest."""

_STOPS_BLOCKS = frozenset(("applet", "html", "marquee", "object", "svg", "math", "table", "template"))
_BLOCKS = frozenset(tag.name for tag in TAG_TABLE if tag.kind >= BLOCK)
_SPECIAL = _BLOCKS | frozenset(
    ("applet", "area", "embed", "frame", "head", "iframe", "noembed", "noframes", "object", "param", "script", "select",
     "style", "template", "textarea", "title", "track")
)  # fmt: skip
"""Elements at which the search for the start of an inline element ends."""


class OpenElements:
    """The elements that the parser has open, roughly: its rules for broken pages are not repeated here."""

    def __init__(self) -> None:
        self._open: list[str] = []
        # Elements beyond a limit whose end has yet to come, by tag.
        self._dropped: dict[str, int] = {}
        self._n_formatting = self._n_options = 0

    def keep(self, tag: str, *, is_end: bool) -> bool:
        """Whether a tag stays, now that it is met."""
        if tag in _NEVER_NESTED:
            return True
        if tag == "option":
            self._n_options += not is_end
            return self._n_options <= MAX_OPTIONS
        if tag in FORMATTING:
            return self._end_formatting(tag) if is_end else self._begin_formatting(tag)
        # To the parser, a list inside a list is the end of that.
        is_end = is_end or (tag == "select" and tag in self._open)
        return self._end(tag) if is_end else self._begin(tag)

    def replacement(self, tag: str) -> str:
        """What stands for a tag that does not stay: a line break for a block, and nothing to see for the others."""
        return "br" if tag in _BLOCKS else "wbr"

    def _begin(self, tag: str) -> bool:
        around = _ENDED_BY_NEXT_INSIDE.get(tag)
        if around is not None and around in self._open:
            while _ENDED_BY_NEXT_INSIDE.get(self._open[-1]) == around:
                self._open.pop()
        if len(self._open) >= MAX_DEPTH:
            return self._drop(tag)
        self._open.append(tag)
        return True

    def _end(self, tag: str) -> bool:
        if self._dropped.get(tag):
            self._dropped[tag] -= 1
            return False
        stops = _STOPS_BLOCKS if tag in _SPECIAL else _SPECIAL
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place] == tag:
                del self._open[place:]
                break
            if self._open[place] in stops:
                break
        return True

    def _begin_formatting(self, tag: str) -> bool:
        if self._n_formatting >= MAX_FORMATTING:
            return self._drop(tag)
        self._n_formatting += 1
        return True

    def _end_formatting(self, tag: str) -> bool:
        if self._dropped.get(tag):
            self._dropped[tag] -= 1
            return False
        self._n_formatting = max(self._n_formatting - 1, 0)
        return True

    def _drop(self, tag: str) -> bool:
        self._dropped[tag] = self._dropped.get(tag, 0) + 1
        return False
