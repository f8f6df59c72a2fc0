"""The one table of tags: what each element is to a reader of lines, and what it says about them."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

__all__ = [
    "BLOCK", "BLOCK_EMPHASIS", "BLOCK_LINK", "BLOCK_TAGS", "BREAK", "EMPHASIS", "FALLBACK", "IMAGE", "INLINE",
    "LANDMARKS", "LINK", "NO_ELEMENT", "OTHER_RANK", "PRE", "SKIP", "SPECIAL", "TAGS", "TAG_TABLE", "TEXT", "UNKNOWN",
    "Kinds", "Tag",
]  # fmt: skip

TEXT, NO_ELEMENT, SKIP, SPECIAL, BREAK, IMAGE = range(6)
INLINE, EMPHASIS, LINK, UNKNOWN, BLOCK, PRE, BLOCK_EMPHASIS, BLOCK_LINK, FALLBACK = range(6, 15)
"""Kinds of nodes, in an order that comparisons rely on: what holds no line, inline elements, blocks.

``SPECIAL`` is looked into before it is decided upon: it may hold what a page says of itself, HTML that the parser
leaves as it stands (:mod:`bbclf.html.fragments`), or the reading of ruby. ``UNKNOWN`` is inline unless
it holds a block. ``BLOCK_EMPHASIS`` and ``BLOCK_LINK`` are inline by their tag and blocks by their style;
``FALLBACK`` is a block that was read from a fragment for want of scripts or frames.
"""


class Tag(NamedTuple):
    """What is known of one tag.

    Attributes
    ----------
    name : str
    kind : int
        One of the kinds above. A tag that the table lacks is unknown.
    landmark : str or None
        Which column says that a line stands inside such an element: ``in_<landmark>``. Only blocks have one.
    rank : int or None
        Place in an order from prose (0) to furniture; blocks without one come last (:data:`OTHER_RANK`).
    """

    name: str
    kind: int
    landmark: str | None = None
    rank: int | None = None


_INLINE_TAGS = (
    "abbr", "acronym", "base", "basefont", "bdi", "bdo", "bgsound", "big", "blink", "cite", "code", "col", "colgroup",
    "data", "del", "dfn", "font", "input", "ins", "kbd", "label", "link", "mark", "math", "menuitem", "nobr",
    "output", "picture", "q", "rb", "rtc", "ruby", "s", "samp", "slot", "small", "source", "span", "strike",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
    "maction", "menclose", "merror", "mfenced", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
    "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable",
    "mtd", "mtext", "mtr", "munder", "munderover", "semantics",
)  # fmt: skip
"""Inline elements of HTML and MathML that nothing more is asked about."""

TAG_TABLE = (
    Tag("nav", BLOCK, "nav", 25),
    Tag("menu", BLOCK, "nav"),
    Tag("header", BLOCK, "header", 22),
    Tag("hgroup", BLOCK, "header"),
    Tag("footer", BLOCK, "footer", 23),
    Tag("aside", BLOCK, "aside", 24),
    Tag("main", BLOCK, "main", 18),
    Tag("article", BLOCK, "article", 16),
    Tag("section", BLOCK, "section", 17),
    Tag("form", BLOCK, "form", 26),
    Tag("fieldset", BLOCK, "form"),
    Tag("search", BLOCK, "form"),
    Tag("legend", BLOCK, "form"),
    Tag("ul", BLOCK, "list"),
    Tag("ol", BLOCK, "list"),
    Tag("dir", BLOCK, "list"),
    Tag("dl", BLOCK, "list"),
    Tag("li", BLOCK, "item", 5),
    Tag("dt", BLOCK, "item", 4),
    Tag("dd", BLOCK, "item", 3),
    Tag("table", BLOCK, "table"),
    Tag("figure", BLOCK, "figure"),
    Tag("figcaption", BLOCK, "figure", 8),
    Tag("blockquote", BLOCK, "quote", 1),
    Tag("h1", BLOCK, "heading", 10),
    Tag("h2", BLOCK, "heading", 11),
    Tag("h3", BLOCK, "heading", 12),
    Tag("h4", BLOCK, "heading", 13),
    Tag("h5", BLOCK, "heading", 14),
    Tag("h6", BLOCK, "heading", 15),
    Tag("p", BLOCK, "paragraph", 0),
    Tag("pre", PRE, "pre", 2),
    Tag("listing", PRE, "pre"),
    Tag("plaintext", PRE, "pre"),
    Tag("xmp", PRE, "pre"),
    Tag("noframes", SPECIAL, "noscript"),
    Tag("button", BLOCK, "button", 27),
    Tag("summary", BLOCK, "heading", 13),
    Tag("dialog", BLOCK, "button"),
    Tag("address", BLOCK, rank=28),
    Tag("body", BLOCK, rank=21),
    Tag("caption", BLOCK, rank=9),
    Tag("center", BLOCK, rank=20),
    Tag("details", BLOCK),
    Tag("div", BLOCK, rank=19),
    Tag("frameset", BLOCK),
    Tag("html", BLOCK),
    Tag("marquee", BLOCK),
    Tag("optgroup", BLOCK),
    Tag("option", BLOCK),
    Tag("tbody", BLOCK),
    Tag("td", BLOCK, rank=6),
    Tag("tfoot", BLOCK),
    Tag("th", BLOCK, rank=7),
    Tag("thead", BLOCK),
    Tag("tr", BLOCK),
    Tag("a", LINK),
    Tag("b", EMPHASIS),
    Tag("strong", EMPHASIS),
    Tag("em", EMPHASIS),
    Tag("i", EMPHASIS),
    Tag("br", BREAK),
    Tag("hr", BREAK),
    Tag("img", IMAGE),
    *(Tag(name, INLINE) for name in _INLINE_TAGS),
    Tag("applet", UNKNOWN),
    Tag("object", UNKNOWN),
    Tag("iframe", SPECIAL),
    Tag("rp", SPECIAL),
    Tag("rt", SPECIAL),
    Tag("meta", SPECIAL),
    Tag("script", SPECIAL),
    Tag("template", SPECIAL),
    Tag("annotation", SKIP),
    Tag("annotation-xml", SKIP),
    Tag("area", SKIP),
    Tag("audio", SKIP),
    Tag("canvas", SKIP),
    Tag("datalist", SKIP),
    Tag("embed", SKIP),
    Tag("frame", SKIP),
    Tag("head", SPECIAL),
    Tag("map", SKIP),
    Tag("math-field", SKIP),
    Tag("meter", SKIP),
    Tag("noembed", SKIP),
    Tag("param", SKIP),
    Tag("progress", SKIP),
    Tag("select", SKIP),
    Tag("style", SKIP),
    Tag("svg", SKIP),
    Tag("textarea", SKIP),
    Tag("title", SKIP),
    Tag("track", SKIP),
    Tag("video", SKIP),
)

OTHER_RANK = 1 + max(tag.rank for tag in TAG_TABLE if tag.rank is not None)
"""Rank of a block that the table gives none, such as a custom element."""

LANDMARKS = tuple(dict.fromkeys(tag.landmark for tag in TAG_TABLE if tag.landmark is not None))
"""Names of landmarks, in the order in which the table names them first."""

BLOCK_TAGS = tuple(tag for tag in TAG_TABLE if tag.kind >= BLOCK or tag.landmark is not None)
TAGS: dict[str, int] = {"other": 0} | {tag.name: number for number, tag in enumerate(BLOCK_TAGS, start=1)}
"""Numbers of the elements that may be blocks, in :attr:`bbclf.html.Markup.tag`; unknown ones are ``other``."""

_KIND_OF_TAG: dict[str, int] = {"-text": TEXT, "": NO_ELEMENT} | {tag.name: tag.kind for tag in TAG_TABLE}


_LARGEST_NUMBER = 65_535
"""The parser's own numbers are smaller, addresses are larger."""


class Kinds(dict[int, int]):
    """The kind of each node by the parser's number of its tag, which is cheaper to ask for than the tag.

    The numbers of tags that HTML does not know are addresses in their tree, which a later tree may use again.
    """

    def of(self, node: LexborNode) -> int:
        """The kind of a node."""
        kind = self.get(node.tag_id)
        return self.learn(node) if kind is None else kind

    def forget_unknown(self) -> None:
        """Forget the tags that HTML does not know; to be called before another tree is read."""
        for number in [number for number in self if number > _LARGEST_NUMBER]:
            del self[number]

    def learn(self, node: LexborNode) -> int:
        """The kind of a node whose tag is met for the first time."""
        tag = node.tag or ""
        kind = _KIND_OF_TAG.get(tag)
        if kind is None:
            # The parser calls what is no element "-comment", "!doctype" and the like.
            kind = NO_ELEMENT if tag.startswith(("-", "!")) else UNKNOWN
        self[node.tag_id] = kind
        return kind
