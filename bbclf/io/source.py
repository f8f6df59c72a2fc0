"""What a record brings besides the lines of its page: its HTML as text, its site, language and collection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bbclf.charset import decode

if TYPE_CHECKING:
    from bbclf.page import Page

__all__ = ["DATASET_FIELDS", "html_text", "text_fields"]

DATASET_FIELDS = ("lang", "site", "source")
"""Fields of labelled data that say where a page is from."""


def html_text(page: Page) -> str | None:
    """The page's HTML, decoded as the page was; None if it is text."""
    if page.view != "html" or page.source is None:
        return None
    return page.source if isinstance(page.source, str) else decode(page.source).text


def text_fields(fields: Mapping[str, Any] | None, *names: str) -> dict[str, str]:
    """Those of some fields of a record that hold text."""
    known = fields or {}
    return {name: known[name] for name in names if isinstance(known.get(name), str)}
