"""Which of the texts for readers without scripts or frames are a page's only copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from bbclf.html.parse import NOSCRIPT_MARK

__all__ = ["Fallback", "is_noscript", "repeated"]


class Fallback(NamedTuple):
    """The lines of one ``<noscript>`` or ``<noframes>``.

    Attributes
    ----------
    html : str
        What it holds.
    is_noscript : bool
    first_line, end_line : int
        End excluded.
    """

    html: str
    is_noscript: bool
    first_line: int
    end_line: int


def is_noscript(node: LexborNode) -> bool:
    """Whether a ``<noframes>`` of the tree was a ``<noscript>`` in the page."""
    return NOSCRIPT_MARK in node.attributes


def repeated(lines: Sequence[str], fallbacks: Sequence[Fallback]) -> frozenset[str]:
    """The fallbacks that a page can do without.

    A ``<noscript>`` whose lines all stand elsewhere on the page as well, and a ``<noframes>`` on a page that has any
    lines besides.

    Returns
    -------
    frozenset of str
        What they hold.
    """
    inside = {number for fallback in fallbacks for number in range(fallback.first_line, fallback.end_line)}
    elsewhere = {line for number, line in enumerate(lines) if number not in inside}
    return frozenset(
        fallback.html
        for fallback in fallbacks
        if (elsewhere.issuperset(lines[fallback.first_line : fallback.end_line]) if fallback.is_noscript else elsewhere)
    )
