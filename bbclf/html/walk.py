"""From the parser's tree to lines and columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborNode

from bbclf.html.head import Head
from bbclf.html.markup import Markup
from bbclf.html.tags import BLOCK, BREAK, EMPHASIS, INLINE, LINK, PRE, SKIP, TAGS, TEXT, Kinds

__all__ = ["Walk"]

Number = TypeVar("Number", bound=np.generic)

_BESIDES_CLASS = frozenset(("id", "role", "itemprop", "itemtype", "hidden", "aria-hidden", "style"))
"""Attributes of a block that count and are rarer than its class."""
_WORD_ATTRIBUTES = ("class", "id", "role", "itemprop", "itemtype")


class Walk:
    """One pass over the tree, in document order, that reads lines and the blocks around them.

    A block gets its number with the first line in it, after the blocks around it: those without lines get none.
    """

    def __init__(self, *, skip_fallbacks: bool) -> None:
        self.kinds = Kinds(skip_fallbacks=skip_fallbacks)
        self.lines: list[str] = []
        self.indents: dict[int, str] = {}
        self.inline_attributes: list[str] = []
        # For each line: its block, and how much of each count there has been up to its end.
        self.of_line: list[int] = []
        # For each numbered block: its parent, tag, depth and first line; the lines and elements up to its end.
        self.of_block: list[int] = []
        self.ends: list[int] = []
        self.n_tags_inside: list[int] = []
        self.attributes: list[str] = []
        self.hidden: list[bool] = []
        self.paths: list[int] = []
        # The line that is being read.
        self.buffer: list[str] = []
        self.words: list[str] = []
        # Counts since the page began.
        self.n_tags = self.link_chars = self.emphasis_chars = self.n_links = self.n_images = 0
        # Where the walk stands: open blocks, each with its depth and the count of elements, and the numbers of
        # those that have one, which are the outer ones.
        self.open_blocks: list[tuple[LexborNode, int, int]] = []
        self.numbers: list[int] = []
        self.link_depth = self.emphasis_depth = self.pre_depth = 0
        self.after_link = False

    def visit(self, root: LexborNode) -> None:
        """Read everything below `root`. An explicit stack: pages nest deeper than Python recurses."""
        kinds, buffer = self.kinds, self.buffer
        open_nodes: list[tuple[LexborNode, int]] = []
        node: LexborNode | None = root
        while node is not None:
            kind = kinds.get(node.tag_id)
            if kind is None:
                kind = kinds.learn(node)
            if kind >= INLINE:
                self.n_tags += 1
                if kind >= BLOCK:
                    if buffer:
                        self.end_line()
                    self.open_blocks.append((node, len(open_nodes), self.n_tags))
                    if kind == PRE:
                        self.pre_depth += 1
                else:
                    self.open_inline(node.attributes, kind)
                open_nodes.append((node, kind))
                following = node.first_child
            else:
                if kind == TEXT:
                    text = node.text_content or ""
                    if buffer or self.pre_depth or not text.isspace():
                        self.read_text(text)
                elif kind >= SKIP:
                    self.n_tags += 1
                    if kind > SKIP:
                        self.read_void(kind)
                following = node.next
            while following is None and open_nodes:
                node, kind = open_nodes.pop()
                self.close(kind)
                following = node.next if open_nodes else None
            node = following
        self.end_line()

    def open_inline(self, attributes: dict[str, str | None], kind: int) -> None:
        if attributes:
            words = attributes.get("class") or attributes.get("itemprop") or attributes.get("rel")
            if words:
                self.words.append(words)
        if kind == LINK:
            if self.after_link and self.buffer:
                self.buffer.append(" ")
            self.n_links += "href" in attributes
            self.link_depth += 1
        elif kind == EMPHASIS:
            self.emphasis_depth += 1

    def close(self, kind: int) -> None:
        self.after_link = kind == LINK
        if kind >= BLOCK:
            if self.buffer:
                self.end_line()
            _, _, n_tags_before = self.open_blocks.pop()
            if len(self.numbers) > len(self.open_blocks):
                number = self.numbers.pop()
                self.ends[number] = len(self.lines)
                self.n_tags_inside[number] = self.n_tags - n_tags_before
            if kind == PRE:
                self.pre_depth -= 1
        elif kind == LINK:
            self.link_depth -= 1
        elif kind == EMPHASIS:
            self.emphasis_depth -= 1

    def read_void(self, kind: int) -> None:
        """An element that never holds anything: a break or an image."""
        self.after_link = False
        if kind == BREAK:
            self.end_line()
        else:
            self.n_images += 1

    def read_text(self, text: str) -> None:
        if self.pre_depth:
            self.read_preformatted(text)
            return
        self.after_link = False
        self.buffer.append(text)
        if self.link_depth or self.emphasis_depth:
            n_chars = len(" ".join(text.split()))
            if self.link_depth:
                self.link_chars += n_chars
            if self.emphasis_depth:
                self.emphasis_chars += n_chars

    def read_preformatted(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.end_line()
            self.buffer.append(line)
            self.link_chars += len(line) * (self.link_depth > 0)

    def end_line(self) -> None:
        """Make a line of what has been read since the last one ended."""
        if not self.buffer:
            return
        joined = "".join(self.buffer)
        self.buffer.clear()
        line = joined.strip() if self.pre_depth else " ".join(joined.split())
        if not line:
            return
        if self.pre_depth and joined[0].isspace():
            self.indents[len(self.lines)] = joined[: len(joined) - len(joined.lstrip())]
        if len(self.numbers) < len(self.open_blocks):
            self.number_blocks()
        self.lines.append(line)
        self.of_line += (self.numbers[-1], self.link_chars, self.emphasis_chars, self.n_links, self.n_images)
        self.inline_attributes.append(" ".join(self.words))
        self.words.clear()

    def number_blocks(self) -> None:
        """Number the open blocks that have no number yet: the next line is their first."""
        parent, path, hidden = -1, 0, False
        if self.numbers:
            parent = self.numbers[-1]
            path, hidden = self.paths[parent], self.hidden[parent]
        for node, depth, _ in self.open_blocks[len(self.numbers) :]:
            tag, attributes = node.tag or "", node.attributes
            words = attributes.get("class") or ""
            if not _BESIDES_CLASS.isdisjoint(attributes):
                words = " ".join(filter(None, map(attributes.get, _WORD_ATTRIBUTES)))
                hidden = hidden or _is_hidden(attributes)
            path = hash((path, tag, words))
            self.of_block += (parent, TAGS.get(tag, 0), depth, len(self.lines))
            self.ends.append(0)
            self.n_tags_inside.append(0)
            self.attributes.append(words)
            self.hidden.append(hidden)
            self.paths.append(path)
            parent = len(self.paths) - 1
            self.numbers.append(parent)

    def markup(self, head: Head) -> Markup:
        """The columns."""
        parent, tag, depth, first_line = _columns(self.of_block, 4)
        of_line = _columns(self.of_line, 5)
        of_line[1:, 1:] -= of_line[1:, :-1].copy()  # of each line, where it was up to the end of each
        block, link_chars, emphasis_chars, n_links, n_images = of_line
        lengths = _column(list(map(len, self.lines)), np.int32)
        return Markup(
            element=block,
            link_chars=np.minimum(link_chars, lengths),
            emphasis_chars=np.minimum(emphasis_chars, lengths),
            n_links=n_links,
            n_images=n_images,
            inline_attributes=self.inline_attributes,
            parent=parent,
            tag=tag.astype(np.uint8),
            depth=depth,
            first_line=first_line,
            end_line=_column(self.ends, np.int32),
            n_tags=_column(self.n_tags_inside, np.int32),
            path=_column(self.paths, np.int64),
            hidden=_column(self.hidden, np.bool_),
            attributes=self.attributes,
            types=head.types,
            title=head.title,
            description=head.description,
            body=head.body,
            indents=self.indents,
        )


def _columns(rows: list[int], n_columns: int) -> NDArray[np.int32]:
    """Rows end to end as columns, shape (n_columns, n_rows)."""
    return np.ascontiguousarray(_column(rows, np.int32).reshape(-1, n_columns).T)


def _column(values: Sequence[int], dtype: type[Number]) -> NDArray[Number]:
    # Half the time of np.array, which looks at all values first to find what they are.
    return np.fromiter(values, dtype=dtype, count=len(values))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style
