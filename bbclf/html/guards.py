"""What keeps a page from costing the parser more than its length: limits on nesting, attributes and names.

The parser compares each attribute's name with those of its tag before it, which takes nine seconds for 50,000 of them,
and looks each name up in a table that does not grow. Ordinary pages pay for one look at their bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bbclf.html.nesting import FORMATTING, OpenElements
from bbclf.html.tags import TAG_TABLE
from bbclf.html.tokens import RAW_TEXT, TagToken, Tokenizer, attribute_names, may_exceed

__all__ = ["MAX_ATTRIBUTES", "MAX_NAMES", "limit_markup", "needs_limits"]

MAX_ATTRIBUTES = 1_000
"""Of one tag; a tag of more loses its attributes and keeps its name. So do all tags of ``<html>`` and ``<body>``
together, whose attributes the parser adds to those of the first."""

MAX_NAMES = 10_000
"""Different names of attributes, and of tags that HTML does not know; a tag with a further one loses it. Measured
2026-11 with lexbor 2: 10,000 take 0.02 s, 160,000 take 3 s."""

LONG_TAG = 10_000
"""Bytes; on pages of less than :data:`MANY_BYTES`, tags longer than this are looked at."""

MANY_TAGS = 20_000
MANY_BYTES = 1_000_000
"""Pages of fewer tags and bytes than this are cheap however they nest, and are not looked at. Measured 2026-11 with
lexbor 2: 20,000 nested ``<div>`` take 0.4 s."""

FEW_TAGS = 3_000
MANY_FORMATTING = 200
"""Pages of more than so many tags and formatting elements with attributes are looked at all the same (without, the
parser keeps three of a kind): 1,500 such elements, opened again in 1,500 paragraphs, are 2 million nodes."""

_OPENING = re.compile(rb"<[a-zA-Z][^\s/]*")
_KNOWN_TAGS = frozenset(tag.name for tag in TAG_TABLE)


def _begins_formatting() -> NDArray[np.bool_]:
    """Whether a formatting element with attributes may have two bytes after its "<", shape (256, 256)."""
    letters = {letter: (ord(letter), ord(letter.upper())) for letter in "".join(FORMATTING)}
    ends_name = [byte for byte in range(256) if byte >= 0x80 or chr(byte).isspace() or byte == ord("/")]
    table = np.zeros((256, 256), dtype=np.bool_)
    for tag in FORMATTING:
        table[np.ix_(letters[tag[0]], letters[tag[1]] if len(tag) > 1 else ends_name)] = True
    return table


_BEGINS_FORMATTING = _begins_formatting()

_EITHER_CASE = ("".join(f"[{letter}{letter.upper()}]" for letter in tag) for tag in sorted(FORMATTING))
_FIRST_LETTERS = "".join(sorted({letter for tag in FORMATTING for letter in (tag[0], tag[0].upper())}))
# Not re.IGNORECASE, which would keep the search from skipping to the next "<": five times slower. A look at the
# first letter halves what is left.
_FORMATTING_WITH_ATTRIBUTES = re.compile(rf"<(?=[{_FIRST_LETTERS}])(?:{'|'.join(_EITHER_CASE)})[\s/]".encode())


def needs_limits(utf8: bytes) -> bool:
    """Whether a page has tags or attributes enough for :func:`limit_markup` to find anything beyond a limit.

    A cheap look at every page: the answer is yes for some pages with nothing to find. A tag is taken to end at its
    first ">": on pages of less than :data:`MANY_BYTES`, one with a ">" in quotes every :data:`LONG_TAG` bytes is
    missed.

    Parameters
    ----------
    utf8 : bytes
        The page in UTF-8.

    Returns
    -------
    bool
    """
    if len(utf8) < min(FEW_TAGS, LONG_TAG):
        return False
    data = np.frombuffer(utf8, dtype=np.uint8)
    return len(utf8) > MANY_BYTES or _may_nest(utf8, data) or _may_have_attributes(utf8, data)


def _may_nest(utf8: bytes, data: NDArray[np.uint8]) -> bool:
    places = np.flatnonzero(data == ord("<"))
    if len(places) <= FEW_TAGS:
        return False
    if len(places) > MANY_TAGS:
        return True
    first, second = (data.take(places + further, mode="clip") for further in (1, 2))
    if int(np.count_nonzero(_BEGINS_FORMATTING[first, second])) <= MANY_FORMATTING:
        return False
    return len(_FORMATTING_WITH_ATTRIBUTES.findall(utf8)) > MANY_FORMATTING


def _may_have_attributes(utf8: bytes, data: NDArray[np.uint8]) -> bool:
    ends = np.flatnonzero(data == ord(">"))
    starts = np.concatenate(([0], ends + 1))
    for number in np.flatnonzero(np.diff(starts, append=len(utf8)) > LONG_TAG).tolist():
        start = int(starts[number])
        piece = utf8[start : int(ends[number])] if number < len(ends) else utf8[start:]
        opening = _OPENING.search(piece)
        if opening and may_exceed(piece[opening.end() :], MAX_ATTRIBUTES):
            return True
    return False


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
    may_nest = _may_nest(utf8, np.frombuffer(utf8, dtype=np.uint8))
    tokenizer = Tokenizer(utf8, end_tags=may_nest)
    elements = OpenElements()
    names = _Names(may_be_many=len(utf8) > MANY_BYTES or utf8.count(b"<") > MANY_TAGS)
    pieces: list[bytes] = []
    done = 0
    while (token := tokenizer.read()) is not None:
        tag = token.name
        is_raw_text = tag in RAW_TEXT and not tokenizer.in_foreign_content
        kept = names.keep(tag) and (is_raw_text or not may_nest or elements.keep(tag, is_end=token.is_end))
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
