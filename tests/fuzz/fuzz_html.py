"""HTML built of what parsers trip over: a page, or an error of ours, its outline, and the same page when read again.

Each byte of the input stands for a piece of HTML or for itself, so that raw text, comments, foreign content and long
attributes meet each other more often than in random bytes. What the parser shows in an element that is read must be in
the lines, whatever the guards in front of it have done.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from bbclf.charset import decode
from bbclf.errors import InputError
from bbclf.html.outline import read_outline
from bbclf.page import Page
from tests.fuzz.invariants import check_page, fuzz

PIECES = [
    b"<script>", b"</script>", b"<style>", b"</style>", b"<!--", b"-->", b"--!>", b"<textarea>", b"</textarea>",
    b"<noframes>", b"</noframes>", b"<svg>", b"</svg>", b"<math>", b"</math>", b"<title>", b"</title>", b"<p a='",
    b"'>", b'<p a="', b'">', b"<div>", b"</div>", b"<b a>", b"</b>", b"<x-a>", b"</x-a>", b"<table><tr><td>",
    b"</table>", b"<template shadowrootmode=open>", b"</template>", b"<iframe srcdoc='", b"<span hidden>", b"</span>",
    b"<select>", b"</select>", b"<optgroup>", b"<rt>", b"<ruby>", b"<pre>", b"</pre>", b"<![CDATA[", b"]]>", b"i<n ",
    b"x " * 1_500, b"<i " * 50, b"<noscript>", b"</noscript>",
]  # fmt: skip
LAST = "zuletzt"

UNREAD = frozenset(
    ("head", "script", "style", "textarea", "noframes", "svg", "title", "template", "iframe", "select", "rt")
)


def built(data: bytes) -> bytes:
    """The HTML that the bytes of an input stand for."""
    return b"".join(PIECES[byte] if byte < len(PIECES) else bytes([byte]) for byte in data)


def shows_last(html: bytes) -> bool:
    """Whether the parser, without anything in front of it, has the last word in elements that are read."""
    text, *_ = decode(html)
    tree = LexborHTMLParser(text)
    for node in tree.root.traverse(include_text=True) if tree.root is not None else ():
        if node.tag == "-text" and LAST in (node.text_content or ""):
            around = node.parent
            while around is not None and around.tag not in UNREAD and "hidden" not in around.attributes:
                around = around.parent
            return around is None
    return False


def label_html(data: bytes) -> None:
    for html in (data, built(data)):
        try:
            page = Page.from_html(html)
        except InputError:
            continue
        assert Page.from_html(html).lines == page.lines
        read_outline(html)
        check_page(page)
        longer = html + b"<p>" + LAST.encode()
        if b"noscript" not in html and shows_last(longer):
            assert LAST in "".join(Page.from_html(longer).lines)


if __name__ == "__main__":
    fuzz(label_html)
