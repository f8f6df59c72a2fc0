"""The blocks that hold lines, numbered in the order of the page."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from bbclf.html.styles import STYLING, is_hidden
from bbclf.html.tags import TAGS

__all__ = ["Blocks", "template_words"]

_BESIDES_CLASS = frozenset(("id", "role", "itemprop", "itemtype", "hidden", "aria-hidden", "style"))
"""Attributes of a block that count and are rarer than its class."""
_WORD_ATTRIBUTES = ("class", "id", "role", "itemprop", "itemtype")

_DIGITS = b"0123456789"
_PLACES = frozenset((b"odd", b"even", b"first", b"last", b"active", b"current", b"selected", b"alt", b"alternate"))
"""Classes that say where a row stands among its like, and not what it is."""

_WIDTHS = frozenset(
    (b"col", b"col-", b"col-xs-", b"col-sm-", b"col-md-", b"col-lg-", b"col-xl-", b"cols-", b"column-", b"columns-",
     b"elementor-col-", b"grid", b"grid-", b"grid_", b"large-", b"medium-", b"small-", b"size", b"span", b"unit-",
     b"vc_col-sm-", b"vc_col-md-", b"w-", b"width-", b"uk-width-", b"uk-width--")
)  # fmt: skip
"""Classes of a grid without their numbers, which part the main column from the others (``col-md-8``)."""

_NOT_AS_IT_STANDS = _PLACES | _WIDTHS


class Blocks:
    """The columns of blocks, while the page is read.

    A block gets its number with the first line in it, after the blocks around it: those without lines get none.
    """

    # Found faster than in a dictionary, above all once there are more than 30.
    __slots__ = (
        "attributes", "end_lines", "hidden", "n_tags_inside", "numbers", "of_block", "open_blocks", "paths",
        "templates",
    )  # fmt: skip

    def __init__(self) -> None:
        # Of each numbered block: its parent, tag, depth and first line; the lines and elements up to its end.
        self.of_block: list[int] = []
        self.end_lines: list[int] = []
        self.n_tags_inside: list[int] = []
        self.attributes: list[str] = []
        self.hidden: list[bool] = []
        self.paths: list[int] = []
        self.templates: dict[str, bytes] = {}
        # Open blocks: the element, the elements above it, and those read up to it; and the numbers of the blocks that
        # have one, which are the outer ones.
        self.open_blocks: list[tuple[LexborNode, int, int]] = []
        self.numbers: list[int] = []

    def number_blocks(self, n_lines: int) -> None:
        """Number the open blocks that have no number yet: line `n_lines` is their first."""
        parent, path, hidden = -1, 0, False
        if self.numbers:
            parent = self.numbers[-1]
            path, hidden = self.paths[parent], self.hidden[parent]
        for node, depth, _ in self.open_blocks[len(self.numbers) :]:
            tag, attributes = node.tag or "", node.attributes
            template = words = attributes.get("class") or ""
            if not _BESIDES_CLASS.isdisjoint(attributes):
                words = " ".join(filter(None, map(attributes.get, _WORD_ATTRIBUTES)))
                if "id" not in attributes:
                    template = words
                hidden = hidden or (not STYLING.isdisjoint(attributes) and is_hidden(attributes))
            known = self.templates.get(template)
            if known is None:
                known = self.templates[template] = template_words(template)
            path = hash((path, tag, known))
            self.of_block += (parent, TAGS.get(tag, 0), depth, n_lines)
            self.end_lines.append(0)
            self.n_tags_inside.append(0)
            self.attributes.append(words)
            self.hidden.append(hidden)
            self.paths.append(path)
            parent = len(self.paths) - 1
            self.numbers.append(parent)


def template_words(classes: str) -> bytes:
    """What the classes of an element say of the template that wrote it: numbers and places of rows left out.

    Parameters
    ----------
    classes : str
        Parted by white space.
    """
    written = classes.encode("utf-8", "replace")
    kept = written.translate(None, _DIGITS)
    words = kept.split()
    if _NOT_AS_IT_STANDS.isdisjoint(words):
        return kept
    pairs = ((word, word.translate(None, _DIGITS)) for word in written.split())
    return b" ".join(word if bare in _WIDTHS else bare for word, bare in pairs if bare not in _PLACES)
