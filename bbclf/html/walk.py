"""From the parser's tree to lines and columns."""

from __future__ import annotations

from itertools import compress

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborNode

from bbclf.html.head import Head
from bbclf.html.markup import Markup
from bbclf.html.tags import BLOCK, BREAK, EMPHASIS, INLINE, LINK, PRE, SKIP, TAGS, TEXT, Kinds

__all__ = ["Walk"]


class Walk:
    """One pass over the tree, in document order, that reads lines and the blocks around them."""

    def __init__(self, *, skip_fallbacks: bool) -> None:
        self.kinds = Kinds(skip_fallbacks=skip_fallbacks)
        self.lines: list[str] = []
        self.indents: dict[int, str] = {}
        self.inline_attributes: list[str] = []
        # For each line: its block, and how much of each count there has been up to its end.
        self.of_line: list[int] = []
        # For each block: its parent and depth, the lines and elements before it, and those up to its end.
        self.parents: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tags_until: list[int] = []
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.hidden: list[bool] = []
        # The line that is being read.
        self.buffer: list[str] = []
        self.words: list[str] = []
        # Counts since the page began.
        self.n_tags = self.link_chars = self.emphasis_chars = self.n_links = self.n_images = 0
        # Where the walk stands.
        self.block = -1
        self.link_depth = self.emphasis_depth = self.pre_depth = 0
        self.after_link = False

    def visit(self, root: LexborNode) -> None:
        """Read everything below `root`. An explicit stack: pages nest deeper than Python recurses."""
        kinds, buffer = self.kinds, self.buffer
        open_nodes: list[tuple[LexborNode, int]] = []
        node: LexborNode | None = root
        while node is not None:
            tag = node.tag or ""
            kind = kinds[tag]
            if kind == TEXT:
                text = node.text_content or ""
                if buffer or self.pre_depth or not text.isspace():
                    self.read_text(text)
            elif kind > SKIP:
                self.n_tags += 1
                if kind >= BLOCK:
                    self.open_block(node.attributes, kind, tag, len(open_nodes))
                elif kind >= INLINE:
                    self.open_inline(node.attributes, kind)
                elif kind == BREAK:
                    self.end_line()
                else:
                    self.n_images += 1
                child = node.first_child
                if child is not None:
                    open_nodes.append((node, kind))
                    node = child
                    continue
                self.close(kind)
            elif kind == SKIP:
                self.n_tags += 1
            following = node.next
            while following is None and open_nodes:
                node, kind = open_nodes.pop()
                self.close(kind)
                following = node.next
            node = following if open_nodes else None
        self.end_line()

    def open_block(self, attributes: dict[str, str | None], kind: int, tag: str, depth: int) -> None:
        if self.buffer:
            self.end_line()
        above = self.block
        self.block = len(self.parents)
        self.parents.append(above)
        self.starts += (depth, len(self.lines), self.n_tags)
        self.ends.append(0)
        self.tags_until.append(0)
        self.tags.append(tag)
        # Most blocks have nothing, or a class alone.
        words, hidden = attributes.get("class") or "", False
        if len(attributes) > 1 or (attributes and not words):
            words, hidden = _attribute_words(attributes), _is_hidden(attributes)
        self.attributes.append(words)
        self.hidden.append(hidden)
        if kind == PRE:
            self.pre_depth += 1

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
            block = self.block
            self.ends[block] = len(self.lines)
            self.tags_until[block] = self.n_tags
            self.block = self.parents[block]
            if kind == PRE:
                self.pre_depth -= 1
        elif kind == LINK:
            self.link_depth -= 1
        elif kind == EMPHASIS:
            self.emphasis_depth -= 1

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
        self.lines.append(line)
        self.of_line += (self.block, self.link_chars, self.emphasis_chars, self.n_links, self.n_images)
        self.inline_attributes.append(" ".join(self.words))
        self.words.clear()

    def markup(self, head: Head) -> Markup:
        """The columns, without the blocks that hold no line."""
        depth, first_line, n_tags = _columns(self.starts, 3)
        end_line = np.array(self.ends, dtype=np.int32)
        kept = end_line > first_line
        number = np.append(np.cumsum(kept, dtype=np.int32) - 1, np.int32(-1))
        parent = number[np.array(self.parents, dtype=np.int32)[kept]]
        tags = list(compress(self.tags, kept.tolist()))
        words = list(compress(self.attributes, kept.tolist()))
        block, *counts = _columns(self.of_line, 5)
        link_chars, emphasis_chars, n_links, n_images = (np.diff(count, prepend=np.int32(0)) for count in counts)
        lengths = np.fromiter(map(len, self.lines), dtype=np.int32, count=len(self.lines))
        return Markup(
            element=number[block],
            link_chars=np.minimum(link_chars, lengths),
            emphasis_chars=np.minimum(emphasis_chars, lengths),
            n_links=n_links,
            n_images=n_images,
            inline_attributes=self.inline_attributes,
            parent=parent,
            tag=np.array([TAGS.get(tag, 0) for tag in tags], dtype=np.uint8),
            depth=depth[kept],
            first_line=first_line[kept],
            end_line=end_line[kept],
            n_tags=(np.array(self.tags_until, dtype=np.int32) - n_tags)[kept],
            path=_paths(parent.tolist(), tags, words),
            hidden=_hidden(parent.tolist(), list(compress(self.hidden, kept.tolist()))),
            attributes=words,
            types=head.types,
            title=head.title,
            description=head.description,
            body=head.body,
            indents=self.indents,
        )


def _columns(rows: list[int], n_columns: int) -> NDArray[np.int32]:
    """Rows end to end as columns, shape (n_columns, n_rows)."""
    return np.array(rows, dtype=np.int32).reshape(-1, n_columns).T


def _paths(parents: list[int], tags: list[str], words: list[str]) -> NDArray[np.int64]:
    """A hash of the tags and classes from the root down to each block, parents first."""
    paths = [0]  # of "no parent", which is -1: the place before the first block
    for parent, tag, of_block in zip(parents, tags, words, strict=True):
        paths.append(hash((paths[parent + 1], tag, of_block)))
    return np.array(paths[1:], dtype=np.int64)


def _hidden(parents: list[int], own: list[bool]) -> NDArray[np.bool_]:
    """Whether each block or one that it stands in is hidden, parents first."""
    hidden = [False]
    for parent, of_block in zip(parents, own, strict=True):
        hidden.append(of_block or hidden[parent + 1])
    return np.array(hidden[1:], dtype=np.bool_)


def _attribute_words(attributes: dict[str, str | None]) -> str:
    words = [value for name in ("class", "id", "role", "itemprop", "itemtype") if (value := attributes.get(name))]
    return " ".join(words)


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    if not style:
        return False
    style = style.replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style
