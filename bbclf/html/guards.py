"""What keeps a page from costing the parser more than its length: limits on nesting, attributes and names.

The parser compares each attribute's name with those of its tag before it, which takes nine seconds for 50,000 of them,
and looks each name up in a table that does not grow. :mod:`bbclf.html.screening` says which pages need limits.
"""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from bbclf.html.nesting import OpenElements
from bbclf.html.screening import MANY_BYTES, MANY_TAGS, MAX_ATTRIBUTES, MAX_NAMES, may_nest
from bbclf.html.tags import TAG_TABLE
from bbclf.html.tokens import RAW_TEXT, TagToken, Tokenizer, attribute_names

__all__ = ["limit_markup"]

_KNOWN_TAGS = frozenset(tag.name for tag in TAG_TABLE)


def limit_markup(utf8: bytes) -> bytes:
    """The page, what is beyond the limits made harmless: tags lose their attributes or become ``<br>`` or ``<wbr>``.

    Parameters
    ----------
    utf8 : bytes
        The page in UTF-8.

    Returns
    -------
    bytes
        The page itself if nothing is beyond a limit.
    """
    nests = may_nest(utf8)
    tokenizer = Tokenizer(utf8, end_tags=nests)
    elements = OpenElements()
    names = _Names(may_be_many=len(utf8) > MANY_BYTES or utf8.count(b"<") > MANY_TAGS)
    pieces: list[bytes] = []
    done = 0
    while (token := tokenizer.read()) is not None:
        tag = token.name
        is_raw_text = tag in RAW_TEXT and not tokenizer.in_foreign_content
        kept = names.keep(tag) and (is_raw_text or not nests or elements.keep(tag, is_end=token.is_end))
        if kept:
            tokenizer.enter(token)
        if not kept or not names.keep_attributes(utf8, token):
            written = tag if kept else elements.replacement(tag)
            slash = "/" if token.is_end else ""
            pieces += (utf8[done : token.start], f"<{slash}{written}>".encode())
            done = token.end
    return b"".join([*pieces, utf8[done:]]) if pieces else utf8


class _Names:
    """The names of tags and attributes that a page has used so far."""

    def __init__(self, *, may_be_many: bool) -> None:
        self._may_be_many = may_be_many
        self._tags: set[str] = set()
        self._attributes: set[bytes] = set()
        self._n_attributes = Counter[str]()

    def keep(self, tag: str) -> bool:
        """Whether a tag's name stays."""
        return tag in _KNOWN_TAGS or _add(self._tags, {tag})

    def keep_attributes(self, utf8: bytes, token: TagToken) -> bool:
        """Whether the attributes of a tag stay."""
        n_bytes = token.end - token.name_end
        is_long = n_bytes > MAX_ATTRIBUTES or token.name in ("html", "body")
        if n_bytes <= 2 or not (is_long or self._may_be_many):
            return True
        names = attribute_names(utf8[token.name_end : token.end - 1])
        n_attributes = len(names)
        if token.name in ("html", "body"):
            self._n_attributes[token.name] += n_attributes
            n_attributes = self._n_attributes[token.name]
        if n_attributes > MAX_ATTRIBUTES:
            return False
        return not self._may_be_many or _add(self._attributes, set(names))


Name = TypeVar("Name", str, bytes)


def _add(names: set[Name], further: set[Name]) -> bool:
    """Whether further names could be added without exceeding the limit."""
    if further <= names:
        return True
    if len(names) + len(further) > MAX_NAMES:
        return False
    names |= further
    return True
