"""What the style of an element says of its lines: hidden, or a block of its own.

Style sheets are not read: what counts is ``hidden``, ``aria-hidden`` and the ``style`` attribute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from bbclf.html.tags import BLOCK, BLOCK_EMPHASIS, BLOCK_LINK, BREAK, EMPHASIS, INLINE, LINK, SKIP, UNKNOWN, Kinds

__all__ = ["STYLING", "is_hidden", "nodes_below", "styled_kind"]

STYLING = frozenset(("hidden", "style", "aria-hidden"))
"""Attributes that style an element."""

_AS_BLOCK = re.compile(r"(?:^|;)display:(?:block|flex|grid|list-item|flow-root|table[a-z-]*)(?![a-z-])")
_TAKEN_OUT_OF_LINE = re.compile(r"(?:^|;)(?:float:(?:left|right)|position:(?:absolute|fixed))")
REST_OF_PARAGRAPH = 80
"""Characters of hidden text at the end of a line from which on it is read: as long as a sentence. Not tuned."""

WRAPPERS_OF_FORMULA = 3
"""Elements around MathML: KaTeX and MathJax have one."""

_BLOCK_KINDS = {LINK: BLOCK_LINK, EMPHASIS: BLOCK_EMPHASIS}


def is_hidden(attributes: dict[str, str | None]) -> bool:
    """Whether a block is marked as hidden."""
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or _hides(_style(attributes))


def styled_kind(
    node: LexborNode, attributes: dict[str, str | None], kind: int, kinds: Kinds, *, in_revealed: bool
) -> int:
    """The kind of an inline element, given its own style.

    Parameters
    ----------
    node : LexborNode
    attributes : dict of str to str or None
        Of the element, at least one of :data:`STYLING` among them.
    kind : int
        By its tag.
    kinds : Kinds
        Of the page.
    in_revealed : bool
        Whether a hidden element around it is read all the same.

    Returns
    -------
    int
        ``SKIP`` for hidden text and for a second copy of a formula, but a block for what sites reveal by script: it is
        read and marked as hidden. Otherwise a block or `kind`.
    """
    style = _style(attributes)
    if not in_revealed and ("hidden" in attributes or _hides(style)):
        return _BLOCK_KINDS.get(kind, BLOCK) if _may_be_revealed(node, kind, kinds) else SKIP
    if attributes.get("aria-hidden") == "true" and _repeats_formula(node):
        return SKIP
    # A letter that is taken out of its line is the initial of a word.
    if _AS_BLOCK.search(style) or (_TAKEN_OUT_OF_LINE.search(style) and not _is_initial(node)):
        return _BLOCK_KINDS.get(kind, BLOCK)
    return kind


def _style(attributes: dict[str, str | None]) -> str:
    style = attributes.get("style")
    return style.replace(" ", "").lower() if style else ""


def _hides(style: str) -> bool:
    return "display:none" in style or "visibility:hidden" in style


def _may_be_revealed(node: LexborNode, kind: int, kinds: Kinds) -> bool:
    """Whether a hidden element holds blocks or components, or the rest of a paragraph as behind "read more"."""
    inside = [kinds.of(inner) for inner in nodes_below(node)]
    if any(inner >= BLOCK for inner in inside) or (kind == UNKNOWN and any(inner >= INLINE for inner in inside)):
        return True
    return _n_characters(node) >= REST_OF_PARAGRAPH and _ends_line(node, kinds)


def _ends_line(node: LexborNode, kinds: Kinds) -> bool:
    """Whether no text follows an element up to the end of the block around it."""
    inner: LexborNode | None = node
    while inner is not None and kinds.of(inner) < BLOCK:
        following = inner.next
        while following is not None:
            if kinds.of(following) == BREAK or kinds.of(following) >= BLOCK:
                return True
            if _n_characters(following):
                return False
            following = following.next
        inner = inner.parent
    return True


def _n_characters(node: LexborNode) -> int:
    return len(" ".join((node.text() or "").split()))


def nodes_below(node: LexborNode) -> Iterator[LexborNode]:
    """All nodes inside an element."""
    open_nodes = [node.first_child]
    while open_nodes:
        following = open_nodes.pop()
        if following is not None:
            yield following
            open_nodes += (following.next, following.first_child)


def _is_initial(node: LexborNode) -> bool:
    first = node.first_child
    return first is None or (
        first.next is None and first.tag == "-text" and len((first.text_content or "").strip()) <= 1
    )


def _repeats_formula(node: LexborNode) -> bool:
    """Whether MathML stands beside an element, which then shows the same formula to those who see."""
    for inner in (node.prev, node.next):
        for _ in range(WRAPPERS_OF_FORMULA):
            if inner is None or inner.tag == "math":
                break
            inner = inner.first_child
        if inner is not None and inner.tag == "math":
            return True
    return False
