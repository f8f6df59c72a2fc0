"""A page's blocks and the text in them, for those who write it anew: Markdown, HTML.

The columns of :class:`~bbclf.html.Markup` tell what lines are like. An outline keeps what they leave out: inline
elements, addresses, images. It is read when it is asked for, by the same walk, so that its lines are the page's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from bbclf.html.read import parse_page, walk_page
from bbclf.html.tags import BLOCK, BLOCK_EMPHASIS, BLOCK_LINK, IMAGE, TAGS
from bbclf.html.walk import Walk

__all__ = ["CELLS", "MAX_BLOCKS", "MAX_INLINE", "Block", "Inline", "Run", "read_outline", "span"]

MAX_BLOCKS = 64
"""Blocks inside each other; deeper ones are taken as part of the block around them. Not tuned; few pages come near."""

MAX_INLINE = 64
"""Inline elements inside each other; of deeper ones the text is kept. Not tuned; few pages have ten."""

CELLS = frozenset(("td", "th"))

_INLINE_TAGS = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
     "samp", "small", "strike", "strong", "sub", "sup", "time", "tt", "u", "var")
)  # fmt: skip
"""Inline elements that an outline keeps; of the others it keeps the text."""

_ATTRIBUTES = frozenset(("alt", "colspan", "href", "rowspan", "src", "start"))

_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang)-([\w+#.-]+)")
_MAX_SPAN = 1_000
"""Columns of a cell, as in HTML's standard."""


class Inline(NamedTuple):
    """An inline element around text.

    Attributes
    ----------
    tag : str
    attributes : dict of str to str
        Of those that are kept: ``href``, ``src``, ``alt``.
    number : int
        Tells elements of one page apart.
    """

    tag: str
    attributes: dict[str, str]
    number: int


@dataclass(slots=True)
class Run:
    """Text that stands in the same inline elements, or an image.

    Attributes
    ----------
    text : str
        As it stands in the page; the alternative text of an image.
    inline : tuple of Inline
        Outermost first; the last is ``img`` for an image.
    line : int
        The line that it is part of, for an image the one that follows; -1 if there is none.
    """

    text: str
    inline: tuple[Inline, ...]
    line: int = -1

    @property
    def is_image(self) -> bool:
        """Whether it is an image."""
        return bool(self.inline) and self.inline[-1].tag == "img"


@dataclass(slots=True)
class Block:
    """A block element that holds text or an image.

    Attributes
    ----------
    tag : str
        ``div`` for elements that are blocks by their style only, and for unknown ones.
    attributes : dict of str to str
        Of those that are kept: ``start``, ``colspan``, ``rowspan``; ``language`` of code.
    children : list of Block and Run
    n_empty_before : int
        Columns of the empty cells between this cell and the one before it that holds anything.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Block | Run] = field(default_factory=list)
    n_empty_before: int = 0


def read_outline(html: str | bytes) -> Block:
    """The outline of a page.

    Parameters
    ----------
    html : str or bytes
        Of which :func:`bbclf.html.read_html` made the lines.

    Returns
    -------
    Block
        The whole page.
    """
    tree, n_bytes = parse_page(html)
    return walk_page(tree, n_bytes, _OutlineWalk).root


class _OutlineWalk(Walk):
    """A walk that notes where each text stands."""

    def __init__(self, max_fragments: int, skipped: frozenset[str] = frozenset()) -> None:
        super().__init__(max_fragments, skipped)
        self.root = Block("div")
        # For each of the open nodes as far as they have been looked at: block, inline elements, how many blocks.
        self.places: list[tuple[Block, tuple[Inline, ...], int]] = []
        self.n_inline = 0
        self.pending: list[Run] = []
        # Of each row, by the identity of its block: its last cell.
        self.last_cells: dict[int, LexborNode] = {}

    def open_inline(self, node: LexborNode, kind: int) -> LexborNode | None:
        n_pieces = len(self.buffer)
        following = super().open_inline(node, kind)
        if len(self.buffer) > n_pieces:  # the walk has put a space between elements that touch
            self.note(" ")
        return following

    def read_text(self, text: str) -> None:
        if not self.pre_depth:
            self.note(text)
            super().read_text(text)
            return
        for number, piece in enumerate(text.split("\n")):
            if number:
                super().read_text("\n")
            self.note(piece)
            super().read_text(piece)

    def read_void(self, node: LexborNode, kind: int) -> LexborNode | None:
        if kind == IMAGE:
            attributes = _kept(node)
            self.note(attributes.get("alt", ""), Inline("img", attributes, self.n_inline))
        return super().read_void(node, kind)

    def end_line(self) -> None:
        number = len(self.lines)
        super().end_line()
        if len(self.lines) > number:
            for run in self.pending:
                run.line = number
            self.pending.clear()
        else:
            self.pending = [run for run in self.pending if run.is_image]

    def close(self, kind: int) -> None:
        super().close(kind)
        del self.places[len(self.open_nodes) :]

    def note(self, text: str, image: Inline | None = None) -> None:
        """Add a text or an image where the walk stands."""
        block, inline, n_blocks = self.places[-1] if self.places else (self.root, (), 0)
        for node, kind in self.open_nodes[len(self.places) :]:
            if kind >= BLOCK and n_blocks < MAX_BLOCKS:
                block = self.add_block(block, node)
                n_blocks += 1
            tag = node.tag or ""
            is_inline = kind < BLOCK or kind in (BLOCK_LINK, BLOCK_EMPHASIS)
            if is_inline and tag in _INLINE_TAGS and len(inline) < MAX_INLINE:
                self.n_inline += 1
                inline = (*inline, Inline(tag, _kept(node), self.n_inline))
            self.places.append((block, inline, n_blocks))
        run = Run(text, inline if image is None else (*inline, image))
        block.children.append(run)
        self.pending.append(run)

    def add_block(self, parent: Block, node: LexborNode) -> Block:
        tag = node.tag or ""
        block = Block(tag if tag in TAGS else "div", _kept(node))
        if tag in CELLS:
            block.n_empty_before = _n_columns_between(self.last_cells.get(id(parent)), node)
            self.last_cells[id(parent)] = node
        elif tag == "pre":
            block.attributes |= _language(node)
        parent.children.append(block)
        return block


def _kept(node: LexborNode) -> dict[str, str]:
    return {name: value for name, value in node.attributes.items() if value is not None and name in _ATTRIBUTES}


def _n_columns_between(last: LexborNode | None, cell: LexborNode) -> int:
    """Columns of the cells between two cells of a row; `last` is None for the start of the row."""
    n_columns = 0
    before = cell.prev
    while before is not None and (last is None or before.mem_id != last.mem_id):
        if before.tag in CELLS:
            n_columns += span(before.attributes.get("colspan"))
        before = before.prev
    return n_columns


def span(value: str | None) -> int:
    """Columns or rows that a cell takes."""
    if not value or not value.isdecimal():
        return 1
    digits = value.lstrip("0")[: len(str(_MAX_SPAN))]  # enough to tell; Python reads no number of 5,000 digits
    return min(int(digits or 1), _MAX_SPAN)


def _language(node: LexborNode) -> dict[str, str]:
    """The language of a ``<pre>``, as highlighters expect it in its class or in that of the ``<code>`` inside."""
    code: LexborNode | None = node.css_first("code")
    for element in (node, code):
        match = _LANGUAGE.search((element.attributes.get("class") or "") if element is not None else "")
        if match is not None:
            return {"language": match[1]}
    return {}
