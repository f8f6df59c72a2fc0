"""What keeps one tag with very many attributes from costing more than its length.

The parser compares each attribute's name with those before it: 50,000 of them take it nine seconds.
"""

from __future__ import annotations

import re

import numpy as np

__all__ = ["MAX_ATTRIBUTES", "limit_attributes"]

MAX_ATTRIBUTES = 1_000
"""Words in one tag; a tag of more loses its attributes and keeps its name."""

LONG_TAG = 10_000
"""Bytes; only tags longer than this are looked at."""

_OPENING = re.compile(rb"<[a-zA-Z][^\s/]*")


def limit_attributes(utf8: bytes) -> bytes:
    """The page, tags of too many attributes without them.

    A tag is taken to end at its first ">": one that has a ">" in quotes every :data:`LONG_TAG` bytes is not found.

    Parameters
    ----------
    utf8 : bytes
        The page in UTF-8.

    Returns
    -------
    bytes
        The page itself if no tag has too many.
    """
    ends = np.flatnonzero(np.frombuffer(utf8, dtype=np.uint8) == ord(">"))
    long = np.flatnonzero(np.diff(ends, prepend=-1, append=len(utf8)) > LONG_TAG)
    if not len(long):
        return utf8
    pieces = utf8.split(b">")
    for number in long.tolist():
        opening = _OPENING.search(pieces[number])
        if opening and len(pieces[number][opening.end() :].split(None, MAX_ATTRIBUTES)) > MAX_ATTRIBUTES:
            pieces[number] = pieces[number][: opening.end()]
    return b">".join(pieces)
