"""Reading a page: from bytes to lines and columns."""

from __future__ import annotations

from typing import TypeVar

from selectolax.lexbor import LexborHTMLParser

from bbclf.charset import decode
from bbclf.errors import InputError
from bbclf.html.columns import markup_of
from bbclf.html.fallbacks import repeated
from bbclf.html.head import read_head
from bbclf.html.markup import Markup
from bbclf.html.parse import parse
from bbclf.html.walk import Walk
from bbclf.signatures import check_is_text

__all__ = ["FRAGMENT_SHARE", "MAX_CHARACTERS", "parse_page", "read_html", "walk_page"]

MAX_CHARACTERS = 50_000_000
"""A larger page is refused with an InputError."""

FRAGMENT_SHARE = 4
"""Characters of fragments that are read for each byte of the page: fragments may hold fragments, each of which is
parsed again. Not tuned; no page of those we have comes near."""

AnyWalk = TypeVar("AnyWalk", bound=Walk)


def read_html(html: str | bytes) -> tuple[list[str], Markup]:
    """Lines of an HTML page, and their markup.

    Parameters
    ----------
    html : str or bytes
        Bytes are decoded by :func:`bbclf.charset.decode`.

    Returns
    -------
    lines : list of str
    markup : Markup

    Raises
    ------
    InputError
        `html` is neither str nor bytes, is no page but a compressed or binary file, or is longer than
        :data:`MAX_CHARACTERS`.

    Notes
    -----
    Of elements nested deeper than :data:`~bbclf.html.nesting.MAX_DEPTH`, the text is read and the markup is not; a tag
    of more than :data:`~bbclf.html.screening.MAX_ATTRIBUTES` attributes is read without them.
    """
    tree, n_bytes = parse_page(html)
    walk = walk_page(tree, n_bytes, Walk)
    return walk.lines, markup_of(walk, read_head(tree, walk.metadata))


def parse_page(html: str | bytes) -> tuple[LexborHTMLParser, int]:
    """The tree of a page, and the page's length in bytes of UTF-8; errors as for :func:`read_html`."""
    utf8: bytes | None = None
    if isinstance(html, (bytes, bytearray, memoryview)):
        data = bytes(html)
        check_is_text(data)
        text, _, known_by = decode(data)
        utf8 = data if known_by == "utf-8" else None
    elif isinstance(html, str):
        text = html
    else:
        raise InputError(f"a page of HTML must be str or bytes, got {type(html).__name__}")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"the page has {len(text):,} characters, more than the {MAX_CHARACTERS:,} that are read"
            " (bbclf.html.MAX_CHARACTERS): split it"
        )
    if utf8 is None:
        utf8 = text.encode("utf-8", "replace")
    return parse(utf8), len(utf8)


def walk_page(tree: LexborHTMLParser, n_bytes: int, kind: type[AnyWalk]) -> AnyWalk:
    """Read the lines of a page.

    Parameters
    ----------
    tree : LexborHTMLParser
    n_bytes : int
        Length of the page.
    kind : type
        :class:`~bbclf.html.walk.Walk`, or one that also notes the nodes.
    """
    max_fragments = FRAGMENT_SHARE * n_bytes
    walk = kind(max_fragments)
    if tree.root is None:
        return walk
    walk.visit(tree.root)
    fallbacks = walk.fragments.fallbacks
    skipped = repeated(walk.lines, fallbacks) if fallbacks else None
    if skipped:
        walk = kind(max_fragments, skipped)
        walk.visit(tree.root)
    return walk
