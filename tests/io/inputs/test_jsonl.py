"""A page in each line of JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bbclf.errors import InputError
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
    bodies = [record.body for record in records(read(path, reading=Reading(fields, view="leftover")))]
    assert [str(record.place) for record in records(read(path))] == [f"{path}:{i}" for i in range(1, 7)]
    first = bodies[0].read()
    assert (first.page.id, first.page.url, first.page.view) == ("7", "u", "leftover")
    assert first.page.lines == ["text", "of the page"]
    assert first.fields == lines[0]
    assert bodies[1].read().page.view == "html"
    hint = "--input-field and --html-field name others"
    for body, reason in zip(
        bodies[2:],
        [
            f"a record needs the field 'body' or 'raw', this has 'body' (null): {hint}",
            "field 'body' must be text, got int",
            "a record must be a JSON object, got list",
            "not a JSON record: Expecting property name",
        ],
        strict=True,
    ):
        with pytest.raises(InputError, match=re.escape(reason)):
            body.read()


def test_numbers_that_json_does_not_have_are_null(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x", "a": NaN, "b": -Infinity}\n')
    (record,) = records(read(path))
    assert record.body.read().fields == {"text": "x", "a": None, "b": None}


def test_all_fields_of_a_record_count_for_its_batch(tmp_path: Path) -> None:
    line = json.dumps({"text": "short", "other": "x" * 10_000})
    (tmp_path / "a.jsonl").write_text(line + "\n")
    (record,) = records(read(tmp_path / "a.jsonl"))
    assert record.n_bytes >= len(line)


@pytest.mark.parametrize("name", ["pages.jsonl", "pages.json", "pages"])
@pytest.mark.parametrize(
    ("value", "indent", "said"),
    [
        ([{"text": "a"}, {"text": "b"}], None, "an array of JSON, expected an object on each line: jq -c '.[]' FILE"),
        ([{"text": "a"}], 2, "an array of JSON"),
        ({"text": "a"}, 2, "a JSON object over several lines, expected one on each line: jq -c . FILE"),
    ],
)
def test_json_that_is_no_jsonl(tmp_path: Path, name: str, value: object, indent: int | None, said: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps(value, indent=indent))
    (item,) = rejected(read(path))
    assert item.reason.startswith(said)
