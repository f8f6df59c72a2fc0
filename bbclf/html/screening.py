"""A cheap look at every page: whether anything in it may exceed the limits of :mod:`bbclf.html.guards`."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Ints, run_starts
from bbclf.html.nesting import FORMATTING
from bbclf.html.tokens import attribute_names, end_of_tag, has_more_attributes

__all__ = [
    "LONG_TAG", "MANY_BYTES", "MANY_COPIES", "MANY_ROOTS", "MANY_TAGS", "MAX_ATTRIBUTES", "MAX_NAMES", "may_nest",
    "needs_limits",
]  # fmt: skip

MAX_ATTRIBUTES = 1_000
"""Of one tag; a tag of more loses its attributes and keeps its name. So do all tags of ``<html>`` and ``<body>``
together, whose attributes the parser adds to those of the first."""

LONG_TAG = 10_000
"""Bytes; tags longer than this are looked at."""

MANY_TAGS = 20_000
MANY_BYTES = 1_000_000
"""Pages of fewer tags than this are cheap however they nest, and pages of fewer bytes whatever their names. Measured
2026-11 with lexbor 2: 20,000 nested ``<div>`` take 0.4 s."""

MAX_NAMES = 10_000
"""Different names of attributes, and of tags that HTML does not know; a tag with a further one loses it. Measured
2026-11 with lexbor 2: 10,000 take 0.02 s, 160,000 take 3 s."""

MANY_ROOTS = 4
"""Tags of ``<html>`` and ``<body>`` together from which on their length is looked at; most pages have two."""

LONG_ROOTS = 2 * MAX_ATTRIBUTES
"""Bytes of these tags together; shorter ones hold fewer than :data:`MAX_ATTRIBUTES` attributes."""

MANY_LONG = 10
"""Tags that may be long from which on they are no longer looked at one by one, each perhaps to the end of the page."""

MANY_COPIES = 2_000_000
"""Elements that the parser may have to make of formatting elements left open: it opens each of those with attributes
again in every paragraph that follows (without attributes, it keeps three of a kind). Measured 2026-11 with lexbor 2:
2 million take 0.4 s."""

_LESS, _GREATER, _DOUBLE, _SINGLE = b"<>\"'"
_QUOTE_BIT = np.zeros(256, dtype=np.uint8)
_QUOTE_BIT[[_DOUBLE, _SINGLE]] = 1, 2
_LETTER = np.array([chr(byte).isascii() and chr(byte).isalpha() for byte in range(256)])

_OPENING = re.compile(rb"<[a-zA-Z][^\s/]*")
_TAG = re.compile(rb"<[a-zA-Z][^>]*>")


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
    if len(utf8) < LONG_ROOTS:
        return False
    data = np.frombuffer(utf8, dtype=np.uint8)
    places = np.flatnonzero((data == _LESS) | (data == _GREATER) | (data == _DOUBLE) | (data == _SINGLE))
    marks = data[places]
    less, greater = np.flatnonzero(marks == _LESS), np.flatnonzero(marks == _GREATER)
    tags = places[less]
    if _may_nest(utf8, data, tags) or _has_long_roots(utf8, data, tags):
        return True
    is_name = _LETTER[data.take(tags + 1, mode="clip")]
    suspects = places[_with_odd_quotes(marks, less[is_name], greater)].tolist()
    if _has_long_tag(utf8, places[greater], suspects):
        return True
    return len(utf8) > MANY_BYTES and _has_many_names(utf8, suspects)


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
    n_tags = len(places)
    if n_tags > MANY_TAGS:
        return True
    first, second = (data.take(places + further, mode="clip") for further in (1, 2))
    n_formatting = int(np.count_nonzero(_BEGINS_FORMATTING[first, second]))
    if n_formatting * n_tags <= MANY_COPIES:
        return False
    return len(_FORMATTING_WITH_ATTRIBUTES.findall(utf8)) * n_tags > MANY_COPIES


def _has_long_roots(utf8: bytes, data: NDArray[np.uint8], tags: Ints) -> bool:
    """Whether a page has more tags of ``<html>`` and ``<body>`` than :data:`MANY_ROOTS`, and long ones."""
    first, second = (data.take(tags + further, mode="clip") | 0x20 for further in (1, 2))
    is_root = (first == ord("h")) & (second == ord("t")) | (first == ord("b")) & (second == ord("o"))
    roots = tags[is_root]
    if len(roots) <= MANY_ROOTS:
        return False
    n_bytes = 0
    for start in roots.tolist():
        end = end_of_tag(utf8, start, start + LONG_ROOTS)
        n_bytes += LONG_ROOTS if end is None else end - start
        if n_bytes >= LONG_ROOTS:
            return True
    return False


def _has_long_tag(utf8: bytes, ends: Ints, suspects: list[int]) -> bool:
    """Whether a page may have a tag of more than :data:`LONG_TAG` bytes and :data:`MAX_ATTRIBUTES` attributes.

    Parameters
    ----------
    utf8 : bytes
    ends : ndarray of int64, shape (n_ends,)
        Where each ``>`` stands.
    suspects : list of int
        Where tags begin that may go on behind their first ``>``.
    """
    ends = np.append(ends, len(utf8))
    starts = np.concatenate(([0], ends[:-1] + 1))
    for number in np.flatnonzero(ends - starts > LONG_TAG).tolist():
        opening = _OPENING.search(utf8, starts[number], ends[number])
        if opening and has_more_attributes(utf8, opening.end(), int(ends[number]), MAX_ATTRIBUTES):
            return True
    long = [start for start in suspects if end_of_tag(utf8, start, start + LONG_TAG) is None]
    return len(long) > MANY_LONG or any(
        has_more_attributes(utf8, start, end_of_tag(utf8, start) or len(utf8), MAX_ATTRIBUTES) for start in long
    )


def _has_many_names(utf8: bytes, suspects: list[int]) -> bool:
    """Whether the tags of a page may have more than :data:`MAX_NAMES` different names, their own and of attributes."""
    tags = _TAG.findall(utf8)
    tags += (utf8[start : end_of_tag(utf8, start)] for start in suspects)
    return len(set(attribute_names(b" ".join(tags)))) > MAX_NAMES


def _with_odd_quotes(marks: NDArray[np.uint8], tags: Ints, ends: Ints) -> Ints:
    """Tags that may have a ``>`` in quotes: with an odd number of quotes before the first one.

    The first "<" and letter after a ">" are those of a tag, unless in raw text, which ends at a ">" too.

    Parameters
    ----------
    marks : ndarray of uint8, shape (n_marks,)
        Every ``<``, ``>`` and quote of a page.
    tags, ends : ndarray of int64
        Numbers of the marks that are ``<`` before a letter, and of those that are ``>``.

    Returns
    -------
    ndarray of int64
        Some of `tags`.
    """
    piece = np.cumsum(marks == _GREATER)[tags]
    first = run_starts(piece)
    tags, end = tags[first], np.append(ends, len(marks) - 1)[piece[first]]
    quotes = np.bitwise_xor.accumulate(_QUOTE_BIT.take(marks))
    suspects: Ints = tags[quotes[tags] != quotes[end]]
    return suspects
