"""Files of annotation tools: nothing is lost on the way, corrections of people win, and mistakes are one clear line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf import DatasetError, InputError, read_annotations, write_annotations
from bbclf.dataset import AnnotationTool, TrainingPage, parse_record, to_record

TOOLS: tuple[AnnotationTool, ...] = ("label-studio", "doccano")
RAIN = "It rained 🌧🌧 all night."
TEXT = {
    "id": "a",
    "lang": "en",
    "site": "example.org",
    "view": "text",
    "lines": [
        {"text": "Home 🏠", "label": "boilerplate", "gap": 3},
        {"text": RAIN, "label": "content", "gap": 2, "weight": 0.5},
        {"text": "Share", "label": "boilerplate", "weight": 0, "reviewed": True},
    ],
}
HTML = {
    "id": "b",
    "url": "https://example.org/b",
    "source": "mine",
    "view": "html",
    "html": f"<title>t</title><ul><li>Home</ul><p>{RAIN}</p>",
    "lines": [{"text": "Home", "label": "boilerplate"}, {"text": RAIN, "label": "content"}],
}


def written(path: Path, tool: AnnotationTool, *records: object) -> list[Any]:
    """What a tool is given."""
    assert write_annotations(path, map(parse_record, records), tool) == len(records)
    text = path.read_text("utf-8")
    return json.loads(text) if tool == "label-studio" else list(map(json.loads, text.splitlines()))


def changed(path: Path, tool: AnnotationTool, change: Callable[[Any], None]) -> list[TrainingPage]:
    """The page after a change of its record in the tool."""
    records = written(path, tool, TEXT, HTML)
    change(records[0])
    lines = "\n".join(map(json.dumps, records))
    path.write_text(json.dumps(records) if tool == "label-studio" else lines)
    return list(read_annotations(path, tool))


def test_what_label_studio_is_given(tmp_path: Path) -> None:
    task, _ = written(tmp_path / "tasks.json", "label-studio", TEXT, HTML)
    text = task["data"]["text"]
    assert text == f"Home 🏠\n\n{RAIN}\nShare"
    (prediction,) = task["predictions"]
    values = [entry["value"] for entry in prediction["result"]]
    assert [(value["start"], value["end"], value["labels"]) for value in values] == [
        (0, 6, ["boilerplate"]),
        (8, 8 + len(RAIN), ["content"]),
    ]
    assert all(text[value["start"] : value["end"]] == value["text"] for value in values)
    assert {(entry["from_name"], entry["to_name"], entry["type"]) for entry in prediction["result"]} == {
        ("label", "text", "labels")
    }


def test_what_doccano_is_given_counts_utf_16_code_units(tmp_path: Path) -> None:
    record, _ = written(tmp_path / "records.jsonl", "doccano", TEXT, HTML)
    assert record["label"] == [[0, 7, "boilerplate"], [9, 9 + len(RAIN) + 2, "content"]]
    units = record["text"].encode("utf-16-le")
    assert units[2 * 9 : 2 * (9 + len(RAIN) + 2)].decode("utf-16-le") == RAIN


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_is_lost(tmp_path: Path, tool: AnnotationTool) -> None:
    written(tmp_path / "file.json", tool, TEXT, HTML)
    back = list(map(to_record, read_annotations(tmp_path / "file.json", tool)))
    assert back == [to_record(parse_record(record)) for record in (TEXT, HTML)]


words = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=5)
entries = st.builds(
    lambda **fields: fields,
    text=words,
    label=st.sampled_from(["content", "boilerplate"]),
    gap=st.integers(0, 3),
    weight=st.sampled_from([0, 0.5, 1.0, 2.0]),
    reviewed=st.booleans(),
)


@given(st.lists(entries, max_size=6), st.sampled_from(TOOLS))
def test_nothing_is_lost_of_any_page(
    tmp_path_factory: pytest.TempPathFactory, lines: list[dict[str, Any]], tool: AnnotationTool
) -> None:
    try:
        page = parse_record({**TEXT, "lines": lines})
    except DatasetError:  # a character that is no word by itself
        return
    path = tmp_path_factory.getbasetemp() / "any"
    write_annotations(path, [page], tool)
    assert [to_record(read) for read in read_annotations(path, tool)] == [to_record(page)]


def relabel(task: Any) -> None:
    """A person makes Home content, takes the label of the rain away, and labels Share by a part of it."""
    rest = len(task["data"]["text"])
    result = [span(0, 6, "content"), span(rest - 4, rest, "boilerplate")]
    cancelled = {"result": [span(0, 6, "boilerplate")], "was_cancelled": True, "updated_at": "2026-03-01"}
    older = {"result": [span(0, 6, "boilerplate")], "updated_at": "2026-01-01"}
    task["annotations"] = [{"result": result, "updated_at": "2026-02-01"}, older, cancelled]


def span(start: int, end: int, label: str) -> dict[str, Any]:
    return {"type": "labels", "value": {"start": start, "end": end, "labels": [label]}}


def relabel_record(record: Any) -> None:
    units = len(record["text"].encode("utf-16-le")) // 2
    record["label"] = [[0, 7, "content"], [units - 4, units, "boilerplate"]]


@pytest.mark.parametrize(("tool", "change"), [("label-studio", relabel), ("doccano", relabel_record)])
def test_what_people_say_wins(tmp_path: Path, tool: AnnotationTool, change: Callable[[Any], None]) -> None:
    page, other = changed(tmp_path / "file", tool, change)
    assert page.is_boilerplate.tolist() == [False, False, True]
    assert page.weight.tolist() == [1.0, 0.0, 1.0]
    assert page.reviewed is not None
    assert page.reviewed.tolist() == [True, False, True]
    assert to_record(other) == HTML


def test_the_ground_truth_goes_before_what_is_newer(tmp_path: Path) -> None:
    def annotate(task: Any) -> None:
        truth = {"result": [span(0, 6, "content")], "ground_truth": True, "updated_at": "2025-01-01"}
        task["annotations"] = [truth, {"result": [], "updated_at": "2026-01-01"}]

    page, _ = changed(tmp_path / "file", "label-studio", annotate)
    assert page.weight.tolist() == [1.0, 0.0, 0.0]


def labels(*spans: tuple[int, int, str]) -> Callable[[Any], None]:
    def change(record: Any) -> None:
        if "data" in record:
            record["annotations"] = [{"result": [span(*each) for each in spans]}]
        else:
            record["label"] = [list(each) for each in spans]

    return change


def without_record(record: Any) -> None:
    record.get("data", record).pop("bbclf")


def other_text(record: Any) -> None:
    fields = record.get("data", record)
    fields["text"] += "!"


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (labels((1000, 1001, "content")), "no line|no character"),
        (labels((3, 3, "content")), "the span from 3 to 3 matches no line"),
        (
            labels((0, 12, "content")),
            "the span from 0 to 1[12] overlaps lines 1 to 2: give each line",
        ),
        (labels((0, 2, "noise")), "the span from 0 to 2 has the label 'noise': expected 'content' or 'boilerplate'"),
        (labels((0, 2, "content"), (2, 4, "boilerplate")), "line 1 has two labels: remove one of its spans"),
        (without_record, "there is no 'bbclf' in it: only what bbclf convert has written can be read back"),
        (other_text, "its text is not that of its 'bbclf': only labels may be changed"),
    ],
)
def test_what_cannot_be_read_back(
    tmp_path: Path, tool: AnnotationTool, change: Callable[[Any], None], message: str
) -> None:
    place = "file: task 1: " if tool == "label-studio" else "file:1: "
    with pytest.raises(DatasetError, match=f"{place}.*({message})"):
        changed(tmp_path / "file", tool, change)


@pytest.mark.parametrize(
    ("tool", "content", "message"),
    [
        ("label-studio", "{}", "expected a JSON list of tasks"),
        ("label-studio", "[{}]", "task 1: not a task with labelled spans"),
        ("label-studio", '[{"data": {}}]', "task 1: there is no 'bbclf' in it"),
        ("label-studio", "[1", "not a JSON record"),
        ("doccano", "[]", "file:1: not a record with 'text' and 'label'"),
        ("doccano", '{"text": "a", "label": [[0]], "bbclf": {}}', "file:1: not a record with"),
        ("doccano", '{"text": "a", "label": [[0, 1]], "bbclf": {}}', "the span from 0 to 1 has 0 labels: give it one"),
        ("doccano", '{"text": "a", "label": [[0, 1.5, "content"]], "bbclf": {}}', "at whole numbers, got 0 and 1.5"),
        ("doccano", '{"text": "🌧", "label": [[1, 2, "content"]], "bbclf": {}}', "no character begins or ends at 1"),
    ],
)
def test_what_no_tool_writes(tmp_path: Path, tool: AnnotationTool, content: str, message: str) -> None:
    (tmp_path / "file").write_text(content, "utf-8")
    with pytest.raises(DatasetError, match=message):
        list(read_annotations(tmp_path / "file", tool))


def test_offsets_of_an_old_label_studio(tmp_path: Path) -> None:
    def shift(task: Any) -> None:
        result = task["predictions"][0]["result"]
        result[1]["value"]["start"] += 1
        task["annotations"] = [{"result": result}]

    with pytest.raises(DatasetError, match=r"task 1: the span from 9 to 31 .* must count code points"):
        changed(tmp_path / "file", "label-studio", shift)


def test_a_task_that_nobody_has_finished_has_the_labels_that_were_imported(tmp_path: Path) -> None:
    def skip(task: Any) -> None:
        task["annotations"] = [{"result": [], "was_cancelled": True}]
        task["predictions"] = [286]  # an export has their ids alone

    page, other = changed(tmp_path / "file", "label-studio", skip)
    assert (to_record(page), to_record(other)) == (to_record(parse_record(TEXT)), HTML)


def test_a_tool_that_is_not_known(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="tool must be 'label-studio' or 'doccano', got 'brat'"):
        write_annotations(tmp_path / "file", [], "brat")  # type: ignore[arg-type]
