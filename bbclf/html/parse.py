"""HTML to the parser's tree, as a browser that runs scripts would read it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from bbclf.html.guards import limit_markup
from bbclf.html.screening import needs_limits

__all__ = ["NOSCRIPT_MARK", "parse"]

NOSCRIPT_MARK = "data-noscript"
"""Attribute of the ``<noframes>`` that :func:`parse` writes for ``<noscript>``."""

_NOSCRIPT = re.compile(rb"<(/?)noscript(?=[\t\n\f\r />])", re.IGNORECASE)
_WRITTEN = (b"<noframes " + NOSCRIPT_MARK.encode(), b"</noframes")


def parse(utf8: bytes) -> LexborHTMLParser:
    """The tree of a page.

    To the parser, which knows of no scripts, ``<noscript>`` is an element like any other, so that a ``<style>`` or a
    comment that is left open in it takes in the rest of the page. In browsers it holds raw text that ends at
    ``</noscript>``. ``<noframes>`` is what the parser reads so at the same places, and is written in its stead.

    Parameters
    ----------
    utf8 : bytes
        The page in UTF-8.
    """
    if _NOSCRIPT.search(utf8) is not None:
        utf8 = _NOSCRIPT.sub(lambda match: _WRITTEN[bool(match[1])], utf8)
    if needs_limits(utf8):
        utf8 = limit_markup(utf8)
    return LexborHTMLParser(utf8)
