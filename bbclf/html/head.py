"""What a page says of itself besides its lines: title, description, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

__all__ = ["Head", "read_head"]

_METADATA = "meta, script[type='application/ld+json']"
"""One query for all, since each looks at every node; what a meta element is for is cheaper seen afterwards."""

_JSON_LD_TYPE = re.compile(r'"@type"\s*:\s*"([A-Za-z]{1,40})"')


class Head(NamedTuple):
    """What a page says of itself.

    Attributes
    ----------
    title, description, body : str
        Of ``<title>``, of meta data, and the main text that JSON-LD gives; empty where there is none.
    types : frozenset of str
        What JSON-LD (``@type``) and Open Graph (``og:type``) call the page and what is on it, in lower case.
    """

    title: str
    description: str
    body: str
    types: frozenset[str]


def read_head(tree: LexborHTMLParser) -> Head:
    """Title, description, JSON-LD body and types of a page."""
    head = tree.head
    title_node = head.css_first("title") if head is not None else None
    title = " ".join(title_node.text().split()) if title_node is not None else ""
    meta: dict[str | None, str] = {}
    sources: list[str] = []
    for node in tree.css(_METADATA):
        if node.tag == "script":
            sources.append(node.text_content or node.text())
        else:
            attributes = node.attributes
            name, subject = attributes.get("name"), attributes.get("property")
            if name == "description" or subject in ("og:description", "og:type"):
                meta[name or subject] = attributes.get("content") or ""
    description = " ".join((meta.get("description") or meta.get("og:description") or "").split())
    types = {name.lower() for source in sources for name in _JSON_LD_TYPE.findall(source)}
    if "og:type" in meta:
        types.add(meta["og:type"].strip().lower())
    body = " ".join(body for source in sources for body in _json_ld_bodies(source))
    return Head(title, description, body, frozenset(types))


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
            yield from (" ".join(value[key].split()) for key in keys if isinstance(value.get(key), str))
            open_values.extend(value.values())
