"""Which ``<rt>`` and ``<rp>`` are readings of ruby: small letters above the text, which are no part of it."""

from __future__ import annotations

from itertools import islice

from selectolax.lexbor import LexborNode

from bbclf.html.styles import nodes_below
from bbclf.html.tags import BLOCK, Kinds

__all__ = ["MAX_NODES", "is_reading"]

MAX_NODES = 200
"""Nodes inside a reading; what holds more was not closed, and has the rest of the page in it."""

MAX_WRAPPERS = 3
"""Elements between ``<ruby>`` and its readings: ``<rtc>``, or formatting."""


def is_reading(node: LexborNode, kinds: Kinds) -> bool:
    """Whether an ``<rt>`` or ``<rp>`` stands in ``<ruby>`` and holds no more than a reading does."""
    around = node.parent
    for _ in range(MAX_WRAPPERS):
        if around is None or around.tag == "ruby":
            break
        around = around.parent
    if around is None or around.tag != "ruby":
        return False
    inside = list(islice(nodes_below(node), MAX_NODES))
    return len(inside) < MAX_NODES and all(kinds.of(inner) < BLOCK for inner in inside)
