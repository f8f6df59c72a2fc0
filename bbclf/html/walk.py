"""The way through the parser's tree: which elements are entered, in which order."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from bbclf.html.fragments import Fragments, fallback_html
from bbclf.html.lines import Lines
from bbclf.html.ruby import is_reading
from bbclf.html.styles import STYLING, is_hidden, styled_kind
from bbclf.html.tags import (
    BLOCK,
    BLOCK_EMPHASIS,
    BLOCK_LINK,
    BREAK,
    EMPHASIS,
    FALLBACK,
    INLINE,
    LINK,
    PRE,
    SKIP,
    SPECIAL,
    TEXT,
    UNKNOWN,
    Kinds,
)  # fmt: skip

__all__ = ["Walk"]


class Walk(Lines):
    """One pass over the tree, in document order, that reads lines and the blocks around them.

    Parameters
    ----------
    max_fragments : int
        Characters of fragments (:mod:`bbclf.html.fragments`) that are read; they may hold each other.
    skipped : frozenset of str
        What those ``<noscript>`` and ``<noframes>`` hold that are not read.
    """

    __slots__ = ("fragments", "kinds", "metadata", "open_nodes", "revealed", "unknown")

    def __init__(self, max_fragments: int, skipped: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.kinds = Kinds()
        self.fragments = Fragments(max_fragments, skipped)
        # Elements that say something of the page.
        self.metadata: list[LexborNode] = []
        # Where the walk stands: the nodes it is in, and which of them are unknown elements that have held no block
        # yet, each with the count of elements.
        self.open_nodes: list[tuple[LexborNode, int]] = []
        self.unknown: list[tuple[int, int]] = []
        # The hidden inline element around that was found to hold what sites reveal, and its place in the open nodes.
        self.revealed: tuple[int, LexborNode | None] = (0, None)

    def visit(self, root: LexborNode) -> None:
        """Read `root` and everything below it. An explicit stack: pages nest deeper than Python recurses."""
        kinds, buffer, open_nodes, open_blocks = self.kinds, self.buffer, self.open_nodes, self.open_blocks
        node: LexborNode | None = root
        while node is not None:
            kind = kinds.get(node.tag_id)
            if kind is None:
                kind = kinds.learn(node)
            if kind >= BLOCK:
                self.n_tags += 1
                if buffer:
                    self.end_line()
                following = node.first_child
                if kind == BLOCK and not self.unknown:  # as open_block does, without the cost of a call
                    open_blocks.append((node, len(open_nodes), self.n_tags))
                    open_nodes.append((node, kind))
                else:
                    self.open_block(node, kind)
            elif kind >= INLINE:
                self.n_tags += 1
                following = self.open_inline(node, kind)
            elif kind == TEXT:
                text = node.text_content or ""
                if buffer or self.pre_depth or not text.isspace():
                    self.read_text(text)
                following = node.next
            elif kind > SKIP:
                self.n_tags += 1
                following = self.read_void(node, kind)
            else:
                self.n_tags += kind == SKIP
                following = node.next
            while following is None and open_nodes:
                node, kind = open_nodes.pop()
                self.close(kind)
                following = node.next if open_nodes else None
            node = following
        self.end_line()

    def open_inline(self, node: LexborNode, kind: int) -> LexborNode | None:
        """Where to go on after the start of an inline element."""
        attributes = node.attributes
        if attributes:
            if not STYLING.isdisjoint(attributes):
                kind = self.open_styled(node, attributes, kind)
                if kind == SKIP:
                    return node.next
                if kind >= BLOCK:
                    return node.first_child
            words = attributes.get("class") or attributes.get("itemprop") or attributes.get("rel")
            if words:
                self.words.append(words)
        if kind == LINK:
            if self.ended == LINK and self.buffer:
                self.buffer.append(" ")
            self.n_links += "href" in attributes
            self.link_depth += 1
        elif kind == EMPHASIS:
            self.emphasis_depth += 1
        elif kind == UNKNOWN:
            if self.ended == UNKNOWN and self.buffer:
                self.buffer.append(" ")
            self.unknown.append((len(self.open_nodes), self.n_tags))
        self.open_nodes.append((node, kind))
        return node.first_child

    def open_styled(self, node: LexborNode, attributes: dict[str, str | None], kind: int) -> int:
        """The kind of an inline element that has a style of its own; opened already if it is a block."""
        depth, revealed = self.revealed
        in_revealed = depth < len(self.open_nodes) and self.open_nodes[depth][0] is revealed
        kind = styled_kind(node, attributes, kind, self.kinds, in_revealed=in_revealed)
        if kind >= BLOCK:
            self.end_line()
            if not in_revealed and is_hidden(attributes):
                self.revealed = (len(self.open_nodes), node)
            self.open_block(node, kind)
        return kind

    def open_block(self, node: LexborNode, kind: int) -> None:
        if self.unknown:
            self.open_unknown()
        self.open_blocks.append((node, len(self.open_nodes), self.n_tags))
        self.open_nodes.append((node, kind))
        if kind == PRE:
            self.pre_depth += 1
        elif kind == BLOCK_EMPHASIS:
            self.emphasis_depth += 1
        elif kind == BLOCK_LINK:
            self.n_links += "href" in node.attributes
            self.link_depth += 1
        elif kind == FALLBACK:
            self.fragments.begin_fallback(node, len(self.lines))

    def open_unknown(self) -> None:
        """Make blocks of the open unknown elements: they hold one."""
        for place, n_tags in self.unknown:
            node, _ = self.open_nodes[place]
            self.open_nodes[place] = (node, BLOCK)
            self.open_blocks.append((node, place, n_tags))
        self.unknown.clear()

    def open_special(self, node: LexborNode) -> LexborNode | None:
        """Where to go on: inside an element if there is anything in it to read, otherwise behind it."""
        tag = node.tag
        if tag == "script":
            if node.first_child is not None:
                self.metadata.append(node)
            return node.next
        if tag == "meta":
            return self.read_meta(node)
        if tag == "head":
            return self.open_head(node)
        if tag == "rt" or tag == "rp":
            if is_reading(node, self.kinds):
                return node.next
            self.open_nodes.append((node, INLINE))
            return node.first_child
        return self.open_fragment(node)

    def read_meta(self, node: LexborNode) -> LexborNode | None:
        self.metadata.append(node)
        words = node.attributes.get("itemprop")
        if words:
            self.words.append(words)
        return node.next

    def open_head(self, head: LexborNode) -> LexborNode | None:
        """Note the metadata; enter the head only at a fallback that holds text, for nothing else in it does."""
        node = head.first_child
        while node is not None:
            tag = node.tag
            if tag == "meta" or (tag == "script" and node.first_child is not None):
                self.metadata.append(node)
            elif tag == "noframes" and fallback_html(node) is not None:
                self.open_nodes.append((head, INLINE))
                return node
            node = node.next
        return head.next

    def open_fragment(self, node: LexborNode) -> LexborNode | None:
        fragment = self.fragments.open(node)
        if fragment is None:
            return node.next
        self.kinds.forget_unknown()
        if fragment.kind >= BLOCK:
            self.end_line()
            self.open_block(node, fragment.kind)
        else:
            self.open_nodes.append((node, fragment.kind))
        return fragment.first

    def close(self, kind: int) -> None:
        self.ended = kind
        if kind >= BLOCK:
            if self.buffer:
                self.end_line()
            _, _, n_tags_before = self.open_blocks.pop()
            if len(self.numbers) > len(self.open_blocks):
                number = self.numbers.pop()
                self.end_lines[number] = len(self.lines)
                self.n_tags_inside[number] = self.n_tags - n_tags_before
            if kind > BLOCK:
                self.close_special_block(kind)
        elif kind == LINK:
            self.link_depth -= 1
        elif kind == EMPHASIS:
            self.emphasis_depth -= 1
        elif kind == UNKNOWN:
            self.unknown.pop()

    def close_special_block(self, kind: int) -> None:
        if kind == PRE:
            self.pre_depth -= 1
        elif kind == BLOCK_LINK:
            self.link_depth -= 1
        elif kind == BLOCK_EMPHASIS:
            self.emphasis_depth -= 1
        elif kind == FALLBACK:
            self.fragments.end_fallback(len(self.lines))

    def read_void(self, node: LexborNode, kind: int) -> LexborNode | None:
        """Where to go on after a break, an image or a special element."""
        if kind == SPECIAL:
            return self.open_special(node)
        self.ended = TEXT
        if kind == BREAK:
            self.n_blank += not self.buffer
            self.end_line()
        else:
            self.n_images += 1
        return node.next
