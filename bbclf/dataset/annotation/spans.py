"""Lines of a page as labelled spans of one text, and labelled spans back as labels of lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset.page import TrainingPage
from bbclf.dataset.parsing import parse_record
from bbclf.errors import DatasetError
from bbclf.labels import BOILERPLATE, CONTENT, LABELS
from bbclf.page import Page

__all__ = ["RECORD", "Span", "SpanText", "corrected_page", "page_record", "span_of", "spans_of"]

RECORD = "bbclf"
"""Where a tool keeps the record that a text was made from."""


class Span(NamedTuple):
    """A part of a text with a label; `start` and `end` count code points."""

    start: int
    end: int
    label: str


def span_of(start: object, end: object, labels: Sequence[object]) -> Span:
    """The span that a tool has written.

    Raises
    ------
    DatasetError
        An offset is no whole number, or it has not one label.
    """
    if type(start) is not int or type(end) is not int:
        raise DatasetError(f"a span must begin and end at whole numbers, got {start!r} and {end!r}")
    span = Span(start, end, "")
    if len(labels) != 1:
        raise DatasetError(f"{_shown(span)} has {len(labels)} labels: give it one")
    return span._replace(label=str(labels[0]))


def page_record(kept: object) -> object:
    """What a tool has kept as :data:`RECORD`.

    Raises
    ------
    DatasetError
        It has kept nothing.
    """
    if kept is None:
        raise DatasetError(f"there is no {RECORD!r} in it: only what bbclf convert has written can be read back")
    return kept


class SpanText:
    """The lines of a page as one text, a blank line where the page has blank lines.

    Parameters
    ----------
    page : Page

    Attributes
    ----------
    text : str
        Begins and ends with a line.
    starts, ends : ndarray of int64, shape (n_lines,)
        Where each line is.
    """

    def __init__(self, page: Page) -> None:
        blank = np.minimum(page.gaps, 1)
        blank[:1] = 0
        self.text = "\n".join("\n" * gap + line for gap, line in zip(blank.tolist(), page.lines, strict=True))
        lengths = np.array([len(line) for line in page.lines], dtype=np.int64)
        self.ends = np.cumsum(lengths + blank + 1) - 1
        self.starts = self.ends - lengths

    def line_of(self, span: Span) -> int:
        """The number of the line that a span is in, or a part of.

        Raises
        ------
        DatasetError
            It is in no line, or in several.
        """
        first = int(np.searchsorted(self.ends, span.start, side="right"))
        end = int(np.searchsorted(self.starts, span.end, side="left"))
        if span.start >= span.end or first >= end:
            raise DatasetError(f"{_shown(span)} matches no line")
        if end - first > 1:
            raise DatasetError(f"{_shown(span)} overlaps lines {first + 1} to {end}: give each line a span of its own")
        return first


def spans_of(page: TrainingPage, text: SpanText) -> list[Span]:
    """A span for each line whose label is decided."""
    columns = zip(
        text.starts.tolist(), text.ends.tolist(), page.is_boilerplate.tolist(), page.weight.tolist(), strict=True
    )
    return [Span(start, end, BOILERPLATE if noise else CONTENT) for start, end, noise, weight in columns if weight > 0]


def corrected_page(record: object, text: object, spans: Iterable[Span] | None) -> TrainingPage:
    """The page of a record with the labels that its spans have now.

    Parameters
    ----------
    record, text : object
        What the tool has kept of the page.
    spans : iterable of Span or None
        None where nobody has labelled it: its labels are as they were.

    Raises
    ------
    DatasetError
        See :func:`bbclf.dataset.annotation.read_annotations`.
    """
    page = parse_record(record)
    of_page = SpanText(page.page)
    if text != of_page.text:
        raise DatasetError(f"its text is not that of its {RECORD!r}: only labels may be changed")
    if spans is None:
        return page
    is_boilerplate, is_labelled = _labels(of_page, spans)
    is_boilerplate = np.where(is_labelled, is_boilerplate, page.is_boilerplate)
    is_new = (page.weight == 0) | (is_boilerplate != page.is_boilerplate)
    weight = np.where(is_labelled, np.where(is_new, 1, page.weight), 0).astype(np.float32)
    changed = is_labelled & is_new
    reviewed = changed if page.reviewed is None else page.reviewed | changed
    return replace(page, is_boilerplate=is_boilerplate, weight=weight, reviewed=reviewed if reviewed.any() else None)


def _labels(text: SpanText, spans: Iterable[Span]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which lines are boilerplate, and which have a label at all."""
    is_boilerplate, is_labelled = np.zeros((2, len(text.starts)), dtype=np.bool_)
    for span in spans:
        if span.label not in LABELS:
            raise DatasetError(f"{_shown(span)} has the label {span.label!r}: expected {CONTENT!r} or {BOILERPLATE!r}")
        line = text.line_of(span)
        noise = span.label == BOILERPLATE
        if is_labelled[line] and is_boilerplate[line] != noise:
            raise DatasetError(f"line {line + 1} has two labels: remove one of its spans")
        is_boilerplate[line], is_labelled[line] = noise, True
    return is_boilerplate, is_labelled


def _shown(span: Span) -> str:
    return f"the span from {span.start} to {span.end}"
