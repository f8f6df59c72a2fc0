"""Files read as `bbclf predict` reads them."""

from __future__ import annotations

from pathlib import Path

from bbclf.io.bodies import Body
from bbclf.io.inputs import Reading
from bbclf.io.items import Item, Record, Rejected, Source
from bbclf.io.readers import read_records
from bbclf.io.sources import find_sources

__all__ = ["contents", "read", "records", "rejected"]


def read(path: Path, format: str | None = None, reading: Reading | None = None) -> list[Item]:
    (source,) = find_sources([str(path)], format)
    assert isinstance(source, Source)
    return list(read_records(source, reading or Reading()))


def records(items: list[Item]) -> list[Record]:
    return [item for item in items if isinstance(item, Record)]


def contents(items: list[Item]) -> list[str | bytes]:
    """What the pages of formats other than JSONL hold."""
    return [record.body.content for record in records(items) if isinstance(record.body, Body)]


def rejected(items: list[Item]) -> list[Rejected]:
    return [item for item in items if isinstance(item, Rejected)]
