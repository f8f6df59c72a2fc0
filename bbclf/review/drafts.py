"""Pages that a person is to review, each with its first labels: those of a dataset, or the model's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage, parse_record, to_record
from bbclf.dataset.files import read_jsonl
from bbclf.errors import InputError
from bbclf.files import content_suffix, open_input
from bbclf.files.jsonl import numbered_lines, parse_json
from bbclf.io.inputs import INPUTS, Reading
from bbclf.io.items import Record, Rejected, Skipped
from bbclf.io.readers import read_all
from bbclf.io.source import DATASET_FIELDS, html_text, text_fields
from bbclf.io.sources import find_sources
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.page import LabelledPage
from bbclf.review.slots import LineState
from bbclf.site import site_of_url
from bbclf.view import TextViewChoice

__all__ = ["Draft", "is_dataset", "read_drafts"]


class Draft(NamedTuple):
    """A page to review.

    Attributes
    ----------
    page : TrainingPage
    labelled : LabelledPage
        The same page by the model.
    states : list of LineState, length n_lines
    record : dict
        What it was read from if that is labelled data, whose other fields are kept; empty otherwise.
    """

    page: TrainingPage
    labelled: LabelledPage
    states: list[LineState]
    record: dict[str, Any]

    def as_record(self) -> dict[str, Any]:
        """The record to write: that of a dataset, and what else the page's own record holds."""
        written = to_record(self.page)
        before = self.record.get("lines", [{}] * len(written["lines"]))
        lines = [{**old, **new} for old, new in zip(before, written["lines"], strict=True)]
        return {**self.record, **written, "lines": lines}


def read_drafts(
    paths: Iterable[str],
    output: Path,
    classifier: LineClassifier,
    view: TextViewChoice = "auto",
    warn: Callable[[str], None] = lambda message: None,
) -> Iterator[Draft]:
    """The pages of an earlier review, then those that it does not hold.

    Parameters
    ----------
    paths : iterable of str
        Labelled pages (JSONL), or files, directories and globs of pages, which the model labels.
    output : Path
        The file of the review; it need not be there.
    classifier : LineClassifier
    view : {"auto", "text", "leftover"}
        Of pages of text.
    warn : callable
        Told of each page that cannot be read, and of what is no page.

    Yields
    ------
    Draft

    Raises
    ------
    InputError
        A file cannot be read, or labelled data breaks its schema.
    """
    earlier: set[str | None] = set()
    if output.exists():
        for draft in _of_dataset(str(output), classifier, earlier):
            earlier.add(draft.page.page.id)
            yield draft
    known = frozenset(earlier)
    for path in paths:
        if is_dataset(path):
            if not (output.exists() and output.samefile(path)):
                yield from _of_dataset(path, classifier, known)
        else:
            drafts = _of_pages(path, classifier, view, warn)
            yield from (draft for draft in drafts if draft.page.page.id not in known)


def is_dataset(path: str) -> bool:
    """Whether a file holds labelled pages: records of JSONL with lines, where others have text or HTML alone."""
    if content_suffix(path) not in INPUTS["jsonl"].suffixes or not Path(path).is_file():
        return False
    with open_input(path) as stream:
        for _, line in numbered_lines(stream, path):
            try:
                record = parse_json(line)
            except InputError:
                return False
            return isinstance(record, dict) and "lines" in record
    return False


def _of_dataset(path: str, classifier: LineClassifier, known: Set[str | None]) -> Iterator[Draft]:
    """Labelled pages that are not known by their id, and which of their lines a person has reviewed."""
    for page, record in read_jsonl(path, lambda record: (parse_record(record), record)):
        if page.page.id not in known:
            yield Draft(page, classifier.label(page.page), _states(page), record)


def _of_pages(
    path: str, classifier: LineClassifier, view: TextViewChoice, warn: Callable[[str], None]
) -> Iterator[Draft]:
    """Pages that the model labels."""
    for item in read_all(find_sources([path]), Reading(view=view)):
        if isinstance(item, Rejected):
            warn(f"{item.place}: {item.reason}")
        elif isinstance(item, Skipped):
            warn(f"left out: {item.place}: {item.kind}")
        elif isinstance(item, Record):
            try:
                page, fields = item.body.read()
            except InputError as error:
                warn(f"{item.place}: {error.message}")
                continue
            fields = item.row.values() if item.row is not None else fields
            page = replace(page, id=page.id or str(item.place))
            labelled = classifier.label(page)
            known = text_fields(fields, *DATASET_FIELDS)
            draft = TrainingPage(
                page,
                labelled.is_boilerplate,
                weight=np.ones(len(page), dtype=np.float32),
                lang=known.get("lang"),
                site=known.get("site", site_of_url(page.url)),
                source=known.get("source"),
                html=html_text(page),
            )
            yield Draft(draft, labelled, _states(draft), {})


def _states(page: TrainingPage) -> list[LineState]:
    reviewed = [False] * len(page.page) if page.reviewed is None else page.reviewed.tolist()
    return [
        LineState(BOILERPLATE if noise else CONTENT, weight, is_reviewed)
        for noise, weight, is_reviewed in zip(page.is_boilerplate.tolist(), page.weight.tolist(), reviewed, strict=True)
    ]
