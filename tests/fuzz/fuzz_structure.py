"""HTML built of raw text, comments, foreign content and long attributes: no word is lost, and none made up.

Each byte of an input stands for a piece of HTML, and a paragraph of one word follows each. html5lib, a parser that
shares no code with ours, says which of the words a reader sees; the lines must have the same, also of a page that has
gone through the limits in front of our parser without need. Only structure on which parsers of all ages agree is used:
no ``<noscript>``, ``<select>``, ``<template>`` or ruby.
"""

from __future__ import annotations

import re
import warnings
from xml.dom.minidom import Node

import atheris

from tests.fuzz.invariants import fuzz

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import html5lib

with atheris.instrument_imports(include=["bbclf"]):
    from bbclf.html.guards import limit_markup
    from bbclf.page import Page

PIECES = [
    # raw text
    "<script>", "</script>", "</script >", "<script>for(i=0;i<n;i++)f('<p>')", "<SCRIPT src=x>", "<style>", "</style>",
    "<style>a<b", "<textarea>", "</textarea>", "<title>", "</title>", "<xmp>", "</xmp>", "<iframe>", "</iframe>",
    # comments and what looks like them
    "<!--", "-->", "--!>", "--", "<!-->", "<!--->", "<!-- i<n ' -->", "<!doctype html>", "<?php ", "<!x", "</>", "<",
    # foreign content
    "<svg>", "</svg>", "<svg/>", "<g>", "</g>", "<foreignObject>", "</foreignObject>", "<desc>", "</desc>", "<math>",
    "</math>", "<mi>", "</mi>", "<![CDATA[", "]]>",
    # attributes
    "<div a='", "'>", '<div a="', '">', "<div a=>", "<div a='<script>'>", "<i a=\"</p>'\">", "<b a=b/>", "<a href=x",
    "<div " + " ".join(f"a{number}='>'" for number in range(1_200)) + ">", "<div a='" + "i<n " * 3_000 + "'>",
    "<div a=\"" + "<p>&gt;" * 1_500 + "\">", "x < y " * 2_000,
    # elements
    "<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href=x>", "</a>", "<x-a>", "</x-a>", "<table>", "<tr><td>",
    "</td></tr>", "</table>", "<ul><li>", "</ul>", "<pre>", "</pre>", "<br>", "<h1>", "</h1>",
]  # fmt: skip
MAX_PIECES = 12
"""Longer pages fill the memory within a minute: atheris keeps some of what it traces."""

UNSEEN = frozenset(("head", "script", "style", "textarea", "title", "iframe", "svg"))
"""Elements whose words are not read."""

_WORD = re.compile(r"wort\d+")


def built(data: bytes) -> str:
    """The page that the bytes of an input stand for."""
    pieces = (PIECES[byte % len(PIECES)] for byte in data[:MAX_PIECES])
    return "".join(f"{piece}<p>wort{number}</p>" for number, piece in enumerate(pieces))


def seen_words(html: str) -> list[str]:
    """The words that a reader sees, according to html5lib."""
    texts: list[str] = []
    # Not its default tree, which loses words that a table has thrown out of itself.
    with html5lib.parse(html, treebuilder="dom", namespaceHTMLElements=False) as document:
        open_nodes: list[Node] = [document]
        while open_nodes:
            node = open_nodes.pop()
            if node.nodeType == Node.TEXT_NODE:
                texts.append(node.data)
            elif node.nodeName not in UNSEEN:
                open_nodes += node.childNodes
    return sorted(_WORD.findall(" ".join(texts)))


def words_of(page: Page) -> list[str]:
    """The words of a page's lines."""
    return sorted(_WORD.findall(" ".join(page.lines)))


def read_structure(data: bytes) -> None:
    html = built(data)
    seen = seen_words(html)
    assert words_of(Page.from_html(html)) == seen
    assert words_of(Page.from_html(limit_markup(html.encode()))) == seen


if __name__ == "__main__":
    fuzz(read_structure)
