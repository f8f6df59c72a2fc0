"""What a record brings besides its page: its HTML as text, its site, language and collection."""

from __future__ import annotations

from typing import Any

from bbclf.charset import decode
from bbclf.io.arrow import Row
from bbclf.io.items import Record

__all__ = ["html_of", "id_of", "text_fields"]


def html_of(record: Record) -> str | None:
    """The record's HTML, decoded as the page was; None if it is text."""
    if record.body.view != "html":
        return None
    content = record.body.content
    return content if isinstance(content, str) else decode(content).text


def id_of(record: Record) -> str:
    """The record's id, or the place where it was found."""
    return record.body.id or str(record.place)


def text_fields(record: Record, *names: str) -> dict[str, str]:
    """Those of some fields of a record of JSONL or Parquet that hold text."""
    origin: Any = record.origin
    values = origin.values() if isinstance(origin, Row) else origin if isinstance(origin, dict) else {}
    return {name: values[name] for name in names if isinstance(values.get(name), str)}
