"""Tasks of Label Studio: a JSON list, each task with its data, predictions and annotations.

The labels of a dataset become predictions, which Label Studio shows to whoever annotates; what is submitted is an
annotation. Offsets count code points (Label Studio 1.6 and later).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bbclf.dataset.annotation.spans import RECORD, Span, SpanText, corrected_page, page_record, span_of, spans_of
from bbclf.dataset.page import TrainingPage
from bbclf.dataset.records import to_record
from bbclf.errors import DatasetError, InputError
from bbclf.files import open_input, replacing
from bbclf.files.jsonl import dump_record, parse_json

__all__ = ["read_label_studio", "write_label_studio"]

FROM_NAME, TO_NAME = "label", "text"
"""Names of the two tags in the labelling interface, as Label Studio's own template calls them."""

TEXT = "text"
"""Key of the text in a task's data."""


def write_label_studio(pages: Iterable[TrainingPage], path: str) -> int:
    """Write tasks; see :func:`bbclf.dataset.annotation.write_annotations`."""
    count = 0
    with replacing(path) as stream:
        stream.write(b"[")
        for page in pages:
            stream.write((b",\n" if count else b"\n") + dump_record(_task(page)).rstrip())
            count += 1
        stream.write(b"\n]\n")
    return count


def _task(page: TrainingPage) -> dict[str, Any]:
    text = SpanText(page.page)
    result = [
        {
            "id": f"line-{number}",
            "from_name": FROM_NAME,
            "to_name": TO_NAME,
            "type": "labels",
            "value": {
                "start": span.start,
                "end": span.end,
                "text": text.text[span.start : span.end],
                "labels": [span.label],
            },
        }
        for number, span in enumerate(spans_of(page, text), 1)
    ]
    return {
        "data": {TEXT: text.text, "id": page.page.id, RECORD: to_record(page)},
        "predictions": [{"model_version": "bbclf", "result": result}],
    }


def read_label_studio(path: str) -> Iterator[TrainingPage]:
    """Read tasks; see :func:`bbclf.dataset.annotation.read_annotations`."""
    with open_input(path) as stream:
        try:
            tasks = parse_json(stream.read())
        except InputError as error:
            raise DatasetError(error.message, path=path) from error
    if not isinstance(tasks, list):
        raise DatasetError("expected a JSON list of tasks, as Label Studio exports it as JSON", path=path)
    for number, task in enumerate(tasks, 1):
        try:
            yield _page(task)
        except InputError as error:
            raise DatasetError(f"task {number}: {error.message}", path=path) from error


def _page(task: Any) -> TrainingPage:
    try:
        data = task["data"]
        record, text = page_record(data.get(RECORD)), data.get(TEXT)
        result = _submitted(task)
        spans = None if result is None else [_span(entry, text) for entry in result if entry["type"] == "labels"]
    except DatasetError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DatasetError(
            f"not a task with labelled spans of text, exported as JSON (not JSON_MIN): {type(error).__name__} {error}"
        ) from None
    return corrected_page(record, text, spans)


def _submitted(task: dict[str, Any]) -> list[Any] | None:
    """What a person has submitted: the ground truth, else the newest annotation; None where nobody has."""
    submitted = [made for made in task.get("annotations") or [] if not made.get("was_cancelled")]
    if not submitted:
        return None
    newest = max(submitted, key=lambda made: (bool(made.get("ground_truth")), made.get("updated_at") or ""))
    return list(newest["result"])


def _span(entry: Any, text: str) -> Span:
    value = entry["value"]
    span = span_of(value["start"], value["end"], value["labels"])
    on_page = text[span.start : span.end]
    if "\n" not in on_page and value.get("text", on_page).strip() != on_page.strip():
        raise DatasetError(
            f"the span from {span.start} to {span.end} is {on_page!r} on the page, but its own text is"
            f" {value['text']!r}: its offsets must count code points, as those of Label Studio 1.6 and later"
        )
    return span
