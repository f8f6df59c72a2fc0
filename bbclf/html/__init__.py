"""HTML to lines, with the columns that only markup can give.

The parser is selectolax's lexbor (HTML5 parsing as browsers do it); measured on 300 pages of WCXB it parses a
page in 0.65 ms where lxml takes 4.7.

How elements become lines. Where nothing else is said, as browsers' ``innerText`` has it without style sheets; where we
differ on purpose, ``python -m training.compare.inner_text`` counts what it costs.

- Block elements, ``<br>`` and ``<hr>`` end a line. So do table cells, list items, ``<dt>``, ``<dd>``, ``<button>`` and
  ``<marquee>``.
- All other elements are inline: they neither end a line nor part a word. Only between two links that touch
  (``<a>Home</a><a>News</a>``), or two unknown elements, is a space put, for what parts them on the screen is style.
- Unknown and custom elements (``<x-card>``) and ``<object>`` are inline unless they hold a block.
- Inline elements whose ``style`` makes them blocks or takes them out of the line are blocks.
- White space is collapsed, but in ``<pre>``, ``<listing>``, ``<xmp>`` and ``<plaintext>`` each line of source is a line
  and keeps its indentation (:attr:`Markup.indents`).
- ``<script>``, ``<style>``, ``<svg>``, ``<select>`` with its options, ``<textarea>``, media elements, annotations of
  MathML and readings of ruby hold no lines.
- Declared shadow roots (``<template shadowrootmode>``) are read before what else their element holds, ``<iframe
  srcdoc>`` where it stands. Other templates and iframes hold no lines.
- ``<noscript>`` is read where it stands, as HTML of its own, if it holds text: forums keep the whole thread in it for
  readers without scripts. It is left out if each of its lines stands elsewhere on the page too. ``<noframes>`` holds
  lines only if the page has none besides.
- Blocks hidden by ``hidden``, ``aria-hidden`` or their ``style`` hold lines, marked in :attr:`Markup.hidden`: sites
  reveal article text by script. Inline elements hidden by ``hidden`` or their ``style`` hold none unless there is a
  block in them; nor does a copy of a formula beside MathML that is ``aria-hidden``.
- ``<title>``, descriptions and JSON-LD bodies are not lines; they inform features.
"""

from __future__ import annotations

from bbclf.html.markup import Markup
from bbclf.html.nesting import MAX_DEPTH
from bbclf.html.read import MAX_CHARACTERS, read_html
from bbclf.html.tags import TAGS

__all__ = ["MAX_CHARACTERS", "MAX_DEPTH", "TAGS", "Markup", "read_html"]
