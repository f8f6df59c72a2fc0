"""What a page says of itself besides its lines: title, description, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

__all__ = ["Head", "read_head"]

_METADATA = "meta, script[type='application/ld+json']"
"""One query for all, since each looks at every node; what a meta element is for is cheaper seen afterwards."""

_OPEN_GRAPH = frozenset(("og:description", "og:title", "og:type"))

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


def read_head(tree: LexborHTMLParser) -> Head:
    """Title, description, JSON-LD body and types of a page."""
    head = tree.head
    title_node = head.css_first("title") if head is not None else None
    title = _one_line(title_node.text()) if title_node is not None else ""
    meta: dict[str | None, str] = {}
    sources: list[str] = []
    for node in tree.css(_METADATA):
        if node.tag == "script":
            sources.append(node.text_content or node.text())
        else:
            attributes = node.attributes
            name, subject = attributes.get("name"), attributes.get("property")
            if name == "description" or subject in _OPEN_GRAPH:
                meta[name or subject] = attributes.get("content") or ""
    description = _one_line(meta.get("description") or meta.get("og:description") or "")
    types = {name.lower() for source in sources for name in _JSON_LD_TYPE.findall(source)}
    if "og:type" in meta:
        types.add(meta["og:type"].strip().lower())
    headline, body = _json_ld_texts(sources)
    return Head(title, _one_line(meta.get("og:title", "")), headline, description, body, frozenset(types))


def _json_ld_texts(sources: list[str]) -> tuple[str, str]:
    """The first headline of JSON-LD, and all texts that repeat the page's main text."""
    headlines: list[str] = []
    bodies: list[str] = []
    for value in chain.from_iterable(map(_json_ld_objects, sources)):
        keys = ("articleBody", "description") if value.get("@type") == "Product" else ("articleBody",)
        bodies += (_one_line(value[key]) for key in keys if isinstance(value.get(key), str))
        if isinstance(value.get("headline"), str):
            headlines.append(_one_line(value["headline"]))
    return next(filter(None, headlines), ""), " ".join(bodies)


def _json_ld_objects(source: str) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD that may hold a text, those around others first; broken JSON gives none."""
    if not any(key in source for key in ('"articleBody"', '"headline"', '"Product"')):
        return
    try:
        open_values: list[Any] = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return
    while open_values:
        value = open_values.pop()
        if isinstance(value, list):
            open_values.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            open_values.extend(reversed(value.values()))


def _one_line(text: str) -> str:
    return " ".join(text.split())
