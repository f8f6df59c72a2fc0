"""An HTML page as a stream of text and boundaries, for the text converters that are written on lxml.

They do not use ``bbclf.html`` on purpose: otherwise the classifier would be trained and tested on the output of one
parser alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml import etree, html

__all__ = ["Boundary", "Text", "walk"]

# A string to split, since the formatter gives each item of a list a line of its own.
_BLOCKS = """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure
    footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol option p pre section
    select summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS.split())
UNSEEN = frozenset(
    ["head", "script", "style", "noscript", "template", "iframe", "object", "svg", "canvas", "audio", "video"]
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Text(NamedTuple):
    """A piece of text as it stands in the source, white space included."""

    text: str
    in_pre: bool


class Boundary(NamedTuple):
    """The start or end of a block element, or ``<br>`` (a start alone)."""

    tag: str
    edge: Literal["start", "end"]


def walk(source: str, *, honour_hidden: bool = False) -> Iterator[Text | Boundary]:
    """Walk the visible part of a page in document order.

    Parameters
    ----------
    source : str
        HTML; a page without an element yields nothing.
    honour_hidden : bool
        Leave out elements with a ``hidden`` attribute or hidden by an inline style, as a browser does.

    Yields
    ------
    Text or Boundary
    """
    root = _parse(source)
    if root is None:
        return
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    n_pre = 0
    for event, node in walker:
        if event == "start":
            n_pre += node.tag == "pre"
            if node.tag in UNSEEN or (honour_hidden and _is_hidden(node)):
                walker.skip_subtree()  # its end event and its tail still come
                continue
            if node.tag in BLOCKS or node.tag == "br":
                yield Boundary(node.tag, "start")
            if node.text:
                yield Text(node.text, n_pre > 0)
            continue
        if event == "end":
            n_pre -= node.tag == "pre"
            if node.tag in BLOCKS:
                yield Boundary(node.tag, "end")
        if node.tail and node is not root:
            yield Text(node.tail, n_pre > 0)


def _parse(source: str) -> etree._Element | None:
    # Bytes, since lxml refuses a str that declares an encoding.
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None


def _is_hidden(node: etree._Element) -> bool:
    return node.get("hidden") is not None or HIDDEN.search(node.get("style") or "") is not None
