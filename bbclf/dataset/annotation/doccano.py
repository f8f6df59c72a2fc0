"""Records of doccano's sequence labelling: JSONL, each with ``text`` and ``label``, a list of [start, end, label].

doccano counts UTF-16 code units, as JavaScript does (doccano/doccano#2290), unless a project counts grapheme clusters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset.annotation.spans import RECORD, Span, SpanText, corrected_page, page_record, span_of, spans_of
from bbclf.dataset.files import read_jsonl, write_jsonl
from bbclf.dataset.page import TrainingPage
from bbclf.dataset.records import to_record
from bbclf.errors import DatasetError

__all__ = ["read_doccano", "write_doccano"]


def write_doccano(pages: Iterable[TrainingPage], path: str) -> int:
    """Write records; see :func:`bbclf.dataset.annotation.write_annotations`."""
    return write_jsonl(map(_record, pages), path)


def read_doccano(path: str) -> Iterator[TrainingPage]:
    """Read records; see :func:`bbclf.dataset.annotation.read_annotations`."""
    return read_jsonl(path, _page)


def _record(page: TrainingPage) -> dict[str, Any]:
    text = SpanText(page.page)
    units = _units(text.text)
    label = [[int(units[start]), int(units[end]), label] for start, end, label in spans_of(page, text)]
    return {"text": text.text, "label": label, RECORD: to_record(page)}


def _page(record: Any) -> TrainingPage:
    try:
        text, label = record["text"], record["label"]
        kept, units = page_record(record.get(RECORD)), _units(text)
        spans = [_span(entry, units) for entry in label]
    except DatasetError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DatasetError(
            f"not a record with 'text' and 'label', a list of [start, end, label]: {type(error).__name__} {error}"
        ) from None
    return corrected_page(kept, text, spans)


def _span(entry: Any, units: NDArray[np.int64]) -> Span:
    start, end, *labels = entry
    span = span_of(start, end, labels)
    return span._replace(start=_code_point(span.start, units), end=_code_point(span.end, units))


def _units(text: str) -> NDArray[np.int64]:
    """UTF-16 code units before each code point, and of the whole text, shape (n_code_points + 1,)."""
    code_points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return np.concatenate([[0], np.cumsum(1 + (code_points > 0xFFFF), dtype=np.int64)])


def _code_point(unit: int, units: NDArray[np.int64]) -> int:
    place = int(np.searchsorted(units, unit))
    if place == len(units) or units[place] != unit:
        raise DatasetError(f"no character begins or ends at {unit}: is the project set to count grapheme clusters?")
    return place
