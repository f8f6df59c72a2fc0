"""A cheap look at every page: whether anything in it may exceed the limits of :mod:`bbclf.html.guards`."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Ints
from bbclf.html.nesting import FORMATTING
from bbclf.html.tokens import is_longer, may_exceed

__all__ = [
    "FEW_TAGS", "LONG_TAG", "MANY_BYTES", "MANY_FORMATTING", "MANY_TAGS", "MAX_ATTRIBUTES", "may_nest", "needs_limits",
]  # fmt: skip

MAX_ATTRIBUTES = 1_000
"""Of one tag; a tag of more loses its attributes and keeps its name. So do all tags of ``<html>`` and ``<body>``
together, whose attributes the parser adds to those of the first."""

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

_LESS, _GREATER, _DOUBLE, _SINGLE = b"<>\"'"
_QUOTE_BIT = np.zeros(256, dtype=np.uint8)
_QUOTE_BIT[[_DOUBLE, _SINGLE]] = 1, 2

_OPENING = re.compile(rb"<[a-zA-Z][^\s/]*")


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
    """Whether a page has tags or attributes enough for :func:`~bbclf.html.guards.limit_markup` to find anything.

    The answer is yes for some pages with nothing beyond a limit.

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
    if len(utf8) > MANY_BYTES:
        return True
    data = np.frombuffer(utf8, dtype=np.uint8)
    places = np.flatnonzero((data == _LESS) | (data == _GREATER) | (data == _DOUBLE) | (data == _SINGLE))
    marks = data[places]
    return _may_nest(utf8, data, places[marks == _LESS]) or _has_long_tag(utf8, data, places, marks)


def may_nest(utf8: bytes) -> bool:
    """Whether a page has tags enough to nest deeply.

    Parameters
    ----------
    utf8 : bytes
        The page in UTF-8.

    Returns
    -------
    bool
    """
    data = np.frombuffer(utf8, dtype=np.uint8)
    return _may_nest(utf8, data, np.flatnonzero(data == _LESS))


def _may_nest(utf8: bytes, data: NDArray[np.uint8], places: Ints) -> bool:
    """The same, given where each ``<`` stands."""
    if not FEW_TAGS < len(places) <= MANY_TAGS:
        return len(places) > MANY_TAGS
    first, second = (data.take(places + further, mode="clip") for further in (1, 2))
    if int(np.count_nonzero(_BEGINS_FORMATTING[first, second])) <= MANY_FORMATTING:
        return False
    return len(_FORMATTING_WITH_ATTRIBUTES.findall(utf8)) > MANY_FORMATTING


def _has_long_tag(utf8: bytes, data: NDArray[np.uint8], places: Ints, marks: NDArray[np.uint8]) -> bool:
    """Whether a page may have a tag of more than :data:`LONG_TAG` bytes and :data:`MAX_ATTRIBUTES` attributes.

    Parameters
    ----------
    utf8 : bytes
    data : ndarray of uint8, shape (n_bytes,)
        The same bytes.
    places : ndarray of int64, shape (n_marks,)
        Where ``<``, ``>`` and quotes stand.
    marks : ndarray of uint8, shape (n_marks,)
        Which of them.
    """
    ends = np.append(places[marks == _GREATER], len(utf8))
    starts = np.concatenate(([0], ends[:-1] + 1))
    for number in np.flatnonzero(ends - starts > LONG_TAG).tolist():
        piece = utf8[starts[number] : ends[number]]
        opening = _OPENING.search(piece)
        if opening and may_exceed(piece[opening.end() :], MAX_ATTRIBUTES):
            return True
    return any(is_longer(utf8, start, LONG_TAG) for start in _tags_with_quoted_ends(data, places, marks).tolist())


def _tags_with_quoted_ends(data: NDArray[np.uint8], places: Ints, marks: NDArray[np.uint8]) -> Ints:
    """Where tags begin that may have a ``>`` in quotes: with an odd number of quotes before the first one.

    The first "<" and letter after a ">" are those of a tag, unless in raw text, which ends at a ">" too.
    """
    tags, ends = np.flatnonzero(marks == _LESS), np.flatnonzero(marks == _GREATER)
    after = data.take(places[tags] + 1, mode="clip") | 0x20
    tags = tags[(after >= ord("a")) & (after <= ord("z"))]
    piece = np.searchsorted(ends, tags)
    first = np.ones(len(tags), dtype=np.bool_)
    first[1:] = piece[1:] != piece[:-1]
    tags, piece = tags[first], piece[first]
    end = np.append(ends, len(marks) - 1)[piece]
    quotes = np.bitwise_xor.accumulate(_QUOTE_BIT.take(marks))
    suspects: Ints = places[tags[quotes[tags] != quotes[end]]]
    return suspects
