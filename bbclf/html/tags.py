"""What each element is to a reader of lines."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

__all__ = [
    "BLOCK", "BLOCK_TAGS", "BREAK", "EMPHASIS", "IMAGE", "INLINE", "LINK", "NO_ELEMENT", "PRE", "SKIP", "SKIPPED_TAGS",
    "TAGS", "TEXT", "Kinds",
]  # fmt: skip

BLOCK_TAGS = (
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "html", "legend", "li", "main", "menu", "nav", "noframes", "noscript",
    "ol", "optgroup", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
)  # fmt: skip
TAGS: dict[str, int] = {"other": 0} | {tag: number for number, tag in enumerate(BLOCK_TAGS, start=1)}
"""Numbers of the block elements in :attr:`bbclf.html.Markup.tag`; custom elements are ``other``."""

SKIPPED_TAGS = frozenset(
    ("applet", "area", "audio", "canvas", "datalist", "embed", "frame", "head", "iframe", "map", "math-field",
     "meter", "object", "optgroup", "option", "param", "progress", "rp", "rt", "script", "select", "style",
     "svg", "template", "textarea", "title", "track", "video")
)  # fmt: skip
FALLBACK_TAGS = frozenset(("noframes",))

TEXT, NO_ELEMENT, SKIP, BREAK, IMAGE, INLINE, EMPHASIS, LINK, BLOCK, PRE = range(10)
"""Kinds of nodes, in an order that comparisons rely on: what holds no line, inline elements, blocks."""

_KIND_OF_TAG: dict[str, int] = (
    dict.fromkeys(BLOCK_TAGS, BLOCK)
    | dict.fromkeys(SKIPPED_TAGS, SKIP)
    | dict.fromkeys(("b", "strong", "em", "i"), EMPHASIS)
    | {"-text": TEXT, "": NO_ELEMENT, "br": BREAK, "hr": BREAK, "img": IMAGE, "a": LINK, "pre": PRE}
)


class Kinds(dict[int, int]):
    """The kind of each node by the parser's number of its tag, which is cheaper to ask for than the tag.

    Tags of no list are inline, custom elements are blocks. The numbers of tags that HTML does not know are the
    page's own: each page needs an object of its own.

    Parameters
    ----------
    skip_fallbacks : bool
        Whether ``<noframes>`` is skipped rather than a block.
    """

    def __init__(self, *, skip_fallbacks: bool) -> None:
        super().__init__()
        self.skip_fallbacks = skip_fallbacks

    def learn(self, node: LexborNode) -> int:
        """The kind of a node whose tag is met for the first time."""
        tag = node.tag or ""
        if tag in FALLBACK_TAGS:
            kind = SKIP if self.skip_fallbacks else BLOCK
        elif tag in _KIND_OF_TAG:
            kind = _KIND_OF_TAG[tag]
        else:
            # The parser calls what is no element "-comment", "!doctype" and the like.
            kind = NO_ELEMENT if tag.startswith(("-", "!")) else BLOCK if "-" in tag else INLINE
        self[node.tag_id] = kind
        return kind
