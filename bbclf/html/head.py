"""What a page says of itself besides its lines: title, description, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["Head", "read_head"]

_OPEN_GRAPH = frozenset(("og:description", "og:title", "og:type"))

_JSON_LD_HEADLINE = re.compile(r'"headline"\s*:\s*("(?:[^"\\]|\\.)*+")', re.DOTALL)
_JSON_LD_TYPE = re.compile(r'"@type"\s*:\s*"([A-Za-z]{1,40})"')


class Head(NamedTuple):
    """What a page says of itself.

    Attributes
    ----------
    title, open_graph_title, headline, description, body : str
        Of ``<title>``, of ``og:title``, of JSON-LD, of meta data, and the main text that JSON-LD gives; empty where
        there is none.
    types : frozenset of str
        What JSON-LD (``@type``) and Open Graph (``og:type``) call the page and what is on it, in lower case.
    """

    title: str
    open_graph_title: str
    headline: str
    description: str
    body: str
    types: frozenset[str]


def read_head(tree: LexborHTMLParser, metadata: Iterable[LexborNode]) -> Head:
    """What a page says of itself.

    Parameters
    ----------
    tree : LexborHTMLParser
    metadata : iterable of LexborNode
        Its ``<meta>`` and ``<script>``, in the order of the page: a query for them would look at every node again.
    """
    head = tree.head
    title_node = head.css_first("title") if head is not None else None
    title = _one_line(title_node.text()) if title_node is not None else ""
    meta: dict[str | None, str] = {}
    sources: list[str] = []
    for node in metadata:
        attributes = node.attributes
        if node.tag == "script":
            if (attributes.get("type") or "").lower() == "application/ld+json":
                sources.append(node.text_content or node.text())
        else:
            name, subject = attributes.get("name"), attributes.get("property")
            if name == "description" or subject in _OPEN_GRAPH:
                meta[name or subject] = attributes.get("content") or ""
    description = _one_line(meta.get("description") or meta.get("og:description") or "")
    types = {name.lower() for source in sources for name in _JSON_LD_TYPE.findall(source)}
    if "og:type" in meta:
        types.add(meta["og:type"].strip().lower())
    headline = next(filter(None, map(_json_ld_headline, sources)), "")
    body = " ".join(body for source in sources for body in _json_ld_bodies(source))
    return Head(title, _one_line(meta.get("og:title", "")), headline, description, body, frozenset(types))


def _json_ld_headline(source: str) -> str:
    """The first headline of JSON-LD; found by its form, for to read all of the JSON takes longer."""
    match = _JSON_LD_HEADLINE.search(source)
    if match is None:
        return ""
    try:
        return _one_line(json.loads(match[1], strict=False))
    except ValueError:
        return ""


def _json_ld_bodies(source: str) -> Iterator[str]:
    """Texts of JSON-LD that repeat the page's main text; broken JSON gives none."""
    if "articleBody" not in source and '"Product"' not in source:
        return
    try:
        open_values: list[Any] = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return
    while open_values:
        value = open_values.pop()
        if isinstance(value, list):
            open_values.extend(value)
        elif isinstance(value, dict):
            keys = ("articleBody", "description") if value.get("@type") == "Product" else ("articleBody",)
            yield from (_one_line(value[key]) for key in keys if isinstance(value.get(key), str))
            open_values.extend(value.values())


def _one_line(text: str) -> str:
    return " ".join(text.split())
