"""Pages that the tests of the command line label, and how they read its output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.prose import PROSE

__all__ = ["HTML", "KEPT", "TEXT", "objects", "prose", "write_jsonl"]

TEXT = f"Home\nAbout us\n\n  {PROSE}\nShare\n"
KEPT = f"  {PROSE}\n"
"""What is kept of the text."""
HTML = f"<html><body><nav><a href='/'>Home</a></nav><p>{PROSE}</p></body></html>"


def objects(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def prose(number: int) -> str:
    return f"This is paragraph number {number} of a page, and it is long enough."


def write_jsonl(path: Path, n_records: int) -> None:
    records = [{"id": i, "text": f"Menu\n{prose(i)}"} for i in range(n_records)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
