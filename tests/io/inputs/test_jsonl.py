"""A page in each line of JSON."""

from __future__ import annotations

import json
from pathlib import Path

from bbclf.io.fields import Fields
from bbclf.io.inputs import Reading
from tests.support.reading import read, records, rejected


def test_jsonl_fields(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = [
        {"name": 7, "link": "u", "body": "text\nof the page"},
        {"raw": "<p>html goes first", "body": "text"},
        {"body": None},
        {"body": 3},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines) + "[]\n{\n")
    fields = Fields(text="body", html="raw", id="name", url="link")
    items = read(path, reading=Reading(fields, view="leftover"))
    first, second = records(items)
    assert first.body == ("text\nof the page", "leftover", "7", "u", None)
    assert first.body.page().view == "leftover"
    assert second.body.page().view == "html"
    bad = [(str(item.place), item.reason) for item in rejected(items)]
    assert [place for place, _ in bad] == [f"{path}:{line}" for line in (3, 4, 5, 6)]
    hint = "--input-field and --html-field name others"
    assert bad[0][1] == f"a record needs the field 'body' or 'raw', this has 'body' (null): {hint}"
    assert bad[1][1] == "field 'body' must be text, got int"
    assert bad[2][1] == "a record must be a JSON object, got list"
    assert bad[3][1].startswith("not a JSON record")
