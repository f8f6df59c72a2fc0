"""Tags as the parser's tokenizer sees them, for the guards that stand in front of it.

A "<" is no tag in a comment, in raw text such as ``<script>``, or in a quoted attribute value; inside ``<svg>`` and
``<math>`` the raw text elements of HTML are elements like any other.
"""

from __future__ import annotations

import re
import sys
from itertools import islice
from typing import NamedTuple

__all__ = ["RAW_TEXT", "TagToken", "Tokenizer", "attribute_names", "end_of_tag", "has_more_attributes"]

RAW_TEXT = frozenset(("iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"))
"""Elements of HTML that hold text and no elements. ``<noscript>`` is read as ``<noframes>``."""

_SPACES = rb"[\t\n\f\r ]*+"
_VALUE = rb"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+)?+"""
_NAME = rb"[^\t\n\f\r />][^\t\n\f\r />=]*+"  # a quote outside a value is a character like any other
_ATTRIBUTE = rb"(?:" + _SPACES + rb"=" + _SPACES + _VALUE + rb")?+"
_ATTRIBUTES = rb"(?:[\t\n\f\r /]++|" + _NAME + _ATTRIBUTE + rb")*+"
_ATTRIBUTE_NAMES = re.compile(rb"(" + _NAME + rb")" + _ATTRIBUTE)
_START_TAG = re.compile(rb"<[a-zA-Z][^\t\n\f\r />]*+" + _ATTRIBUTES + rb">")
_TOKEN = re.compile(
    rb"<(?:(/?)([a-zA-Z][^\t\n\f\r />]*+)"
    + _ATTRIBUTES
    + rb"(?:>|(\Z))|(!--)(?:-?>|.*?(?:--!?>|\Z))|(!\[CDATA\[)|[!?/])",
    re.DOTALL,
)
_SIMPLE_END_TAG = rb"/[a-zA-Z][^\t\n\f\r />]*+>"
_TOKEN_BUT_END_TAGS = re.compile(_TOKEN.pattern.replace(b"<", b"<(?!" + _SIMPLE_END_TAG + b")", 1), re.DOTALL)
_RAW_TEXT_END = {tag: re.compile(rf"</(?i:{tag})(?=[\t\n\f\r />])".encode()) for tag in RAW_TEXT}
_IN_SCRIPT = re.compile(rb"<!--(-?>)?|-->|<(/?)(?i:script)(?=[\t\n\f\r />])")

_FOREIGN = frozenset(("svg", "math"))
_HTML_INSIDE = {
    "svg": frozenset(("foreignobject", "desc", "title")),
    "math": frozenset(("mi", "mo", "mn", "ms", "mtext", "annotation-xml")),
}
"""Elements of foreign content whose own content is HTML again."""

_BREAKOUT = frozenset(
    ("b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3",
     "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s",
     "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var")
)  # fmt: skip
"""Tags of HTML that end foreign content."""


def attribute_names(attributes: bytes) -> list[bytes]:
    """Names of attributes, in lower case.

    Parameters
    ----------
    attributes : bytes
        What stands in a tag after its name.
    """
    return _ATTRIBUTE_NAMES.findall(attributes.lower())


def has_more_attributes(html: bytes, start: int, end: int, limit: int) -> bool:
    """Whether a stretch of a page, between two places in a tag, has more attributes than `limit`."""
    return len(list(islice(_ATTRIBUTE_NAMES.finditer(html, start, end), limit + 1))) > limit


def end_of_tag(html: bytes, start: int, limit: int = sys.maxsize) -> int | None:
    """Where the tag ends whose ``<`` stands at a place; None if that is not before `limit`."""
    match = _START_TAG.match(html, start, limit)
    return None if match is None else match.end()


class TagToken(NamedTuple):
    """One tag.

    Attributes
    ----------
    name : str
        In lower case.
    is_end : bool
    start, name_end, end : int
        Bytes of the page: ``<``, the end of the name, and the end of the tag.
    """

    name: str
    is_end: bool
    start: int
    name_end: int
    end: int


class Tokenizer:
    """Reads the tags of a page, one after another.

    Parameters
    ----------
    html : bytes
        The page in UTF-8.
    end_tags : bool
        Whether end tags are wanted too. Without them it takes half the time.

    Attributes
    ----------
    in_foreign_content : bool
        Whether the rules of SVG or MathML hold for what comes next.
    """

    def __init__(self, html: bytes, *, end_tags: bool = True) -> None:
        self.in_foreign_content = False
        self._html = html
        self._token = _TOKEN if end_tags else _TOKEN_BUT_END_TAGS
        self._position = 0
        self._names: dict[bytes, str] = {}
        # <svg>, <math> and the elements in them that hold HTML, outermost first.
        self._foreign: list[str] = []

    def read(self) -> TagToken | None:
        """The next tag that is wanted; None at the end of the page, and where a tag does not end."""
        html = self._html
        token = _TOKEN if self._foreign else self._token  # end tags lead out of foreign content
        while (match := token.search(html, self._position)) is not None:
            slash, written, at_end, comment, section = match.groups()
            self._position = end = match.end()
            if at_end is not None:
                return None
            if written is not None:
                name = self._names.get(written)
                if name is None:
                    name = self._names[written] = written.decode("utf-8", "replace").lower()
                start, name_end = match.start(), match.end(2)
                return TagToken(name, bool(slash), start, name_end, end)
            if comment is None:
                ends_section = section is not None and self.in_foreign_content
                end = html.find(b"]]>" if ends_section else b">", end)
                self._position = len(html) if end < 0 else end + 1
        return None

    def enter(self, token: TagToken) -> None:
        """Go where a tag leads; to be called for each tag that the parser will see, before the next is read."""
        name = token.name
        if self._foreign:
            if not self._enter_in_foreign_element(token):
                return
        elif token.is_end:
            return
        if name in _FOREIGN:
            self._open_foreign(token)
        elif name in RAW_TEXT:
            self._position = self._raw_text_end(name)

    def _enter_in_foreign_element(self, token: TagToken) -> bool:
        """Whether a tag inside ``<svg>`` or ``<math>`` is the start of an element of HTML."""
        name, foreign = token.name, self._foreign
        if token.is_end:
            if name in foreign:
                del foreign[len(foreign) - 1 - foreign[::-1].index(name) :]
                self.in_foreign_content = bool(foreign) and foreign[-1] in _FOREIGN
            return False
        if self.in_foreign_content and name not in _BREAKOUT:
            if name in _FOREIGN or name in _HTML_INSIDE[foreign[-1]]:
                self._open_foreign(token)
            return False
        while foreign and foreign[-1] in _FOREIGN:
            foreign.pop()
        self.in_foreign_content = False
        return True

    def _open_foreign(self, token: TagToken) -> None:
        if self._html[token.end - 2] != ord("/"):
            self._foreign.append(token.name)
            self.in_foreign_content = token.name in _FOREIGN

    def _raw_text_end(self, name: str) -> int:
        """Where the raw text ends that begins here."""
        if name == "plaintext":
            return len(self._html)
        match = _RAW_TEXT_END[name].search(self._html, self._position)
        end = len(self._html) if match is None else match.start()
        if name == "script" and self._html.find(b"<!--", self._position, end) >= 0:
            return self._script_end()
        return end

    def _script_end(self) -> int:
        """Where a script with a comment in it ends: not inside a ``<script>`` that is written in that comment."""
        in_comment = nested = False
        for match in _IN_SCRIPT.finditer(self._html, self._position):
            token = match[0]
            if token == b"-->":
                in_comment = nested = False
            elif token.startswith(b"<!--"):
                in_comment = match[1] is None
            elif not match[2]:
                nested = in_comment
            elif not nested:
                return match.start()
            else:
                nested = False
        return len(self._html)
