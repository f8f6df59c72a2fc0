"""HTML that the parser leaves as it stands, parsed in its turn.

===========================================  ==============================================================
``<noscript>``                               raw text to browsers that run scripts, see :mod:`bbclf.html.parse`
``<noframes>``                               raw text to all browsers
``<iframe srcdoc>``                          a document in an attribute
``<template shadowrootmode>``                a shadow root, which is shown in the place of the element around it
===========================================  ==============================================================
"""

from __future__ import annotations

import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bbclf.html.fallbacks import Fallback, is_noscript
from bbclf.html.parse import parse
from bbclf.html.tags import BLOCK, FALLBACK, INLINE

__all__ = ["Fragment", "Fragments", "fallback_html"]

_TAG_OR_COMMENT = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_PART_OF_TABLE = re.compile(r"\s*<(?:tbody|thead|tfoot|tr|td|th)[\s/>]", re.IGNORECASE)


class Fragment(NamedTuple):
    """What a node holds.

    Attributes
    ----------
    kind : int
        ``BLOCK``, ``FALLBACK`` or, for a shadow root, ``INLINE``.
    first : LexborNode
        Where its tree is to be read from.
    """

    kind: int
    first: LexborNode


class Fragments:
    """The fragments of a page.

    Parameters
    ----------
    max_characters : int
        Of all fragments together, those in others included; further ones are not read.
    skipped : frozenset of str
        What those ``<noscript>`` and ``<noframes>`` hold that are not read.

    Attributes
    ----------
    fallbacks : list of Fallback
        Those that have been read.
    """

    def __init__(self, max_characters: int, skipped: frozenset[str]) -> None:
        self.fallbacks: list[Fallback] = []
        self._n_characters_left = max_characters
        self._skipped = skipped
        self._open_fallbacks: list[tuple[str, bool, int]] = []

    def open(self, node: LexborNode) -> Fragment | None:
        """What a node holds; None if there is nothing to read."""
        kind, html = _html(node)
        if not html or len(html) > self._n_characters_left or html in self._skipped:
            return None
        self._n_characters_left -= len(html)
        tree = parse(html.encode("utf-8", "replace"))  # lives as long as a node of it does
        if kind == INLINE and _has_light_content(node):
            _empty_slots(tree)
        first = tree.body.first_child if tree.body is not None else None
        return None if first is None else Fragment(kind, first)

    def begin_fallback(self, node: LexborNode, n_lines: int) -> None:
        """Note that a fallback begins after so many lines."""
        self._open_fallbacks.append((fallback_html(node) or "", is_noscript(node), n_lines))

    def end_fallback(self, n_lines: int) -> None:
        """Note that the fallback that began last ends after so many lines."""
        self.fallbacks.append(Fallback(*self._open_fallbacks.pop(), end_line=n_lines))


def fallback_html(node: LexborNode) -> str | None:
    """The HTML in a ``<noframes>``; None if it holds no text, as those that repeat an image."""
    text = node.first_child
    html = text.text_content if text is not None else None
    if not html or not _TAG_OR_COMMENT.sub("", html).strip():
        return None
    return f"<table>{html}" if _PART_OF_TABLE.match(html) else html


def _html(node: LexborNode) -> tuple[int, str | None]:
    """Kind and HTML of the fragment in a node, if there is one."""
    if node.tag == "noframes":
        return FALLBACK, fallback_html(node)
    if node.tag == "iframe":
        return BLOCK, node.attributes.get("srcdoc")
    if node.tag == "template":
        return INLINE, _shadow_root_html(node)
    return BLOCK, None


def _shadow_root_html(node: LexborNode) -> str | None:
    """The HTML of a declared shadow root, in an element of its own; None if a ``<template>`` is none.

    As in browsers, only the first child of an element counts.
    """
    before = node.prev
    is_first = before is None or (before.tag == "-text" and before.prev is None)
    if not is_first or "shadowrootmode" not in node.attributes:
        return None
    html = node.html or ""
    return f"<shadow-root{html.removeprefix('<template').removesuffix('</template>')}</shadow-root>"


def _has_light_content(template: LexborNode) -> bool:
    """Whether the element around a shadow root holds anything else, which its slots then show."""
    sibling = template.next
    while sibling is not None and sibling.tag == "-text" and not (sibling.text_content or "").strip():
        sibling = sibling.next
    return sibling is not None


def _empty_slots(tree: LexborHTMLParser) -> None:
    """Take out what slots hold for an element that is empty otherwise."""
    for slot in tree.css("slot"):
        while (child := slot.first_child) is not None:
            child.remove()
