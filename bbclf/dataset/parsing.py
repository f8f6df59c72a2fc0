"""Objects of a dataset to labelled pages, each field validated."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset.page import TrainingPage
from bbclf.errors import DatasetError, InputError
from bbclf.labels import BOILERPLATE, LABELS
from bbclf.page import Page
from bbclf.text import split_lines
from bbclf.view import VIEWS, View, check_view

__all__ = ["parse_record"]

_MAX_GAP = int(np.iinfo(np.int32).max)


def parse_record(record: object) -> TrainingPage:
    """Validate one JSON object and make the page it describes.

    Parameters
    ----------
    record : object
        As ``json.loads`` gives it.

    Returns
    -------
    TrainingPage

    Raises
    ------
    DatasetError
        The first thing that breaks the schema.
    """
    if not isinstance(record, dict):
        raise DatasetError(f"a record must be a JSON object, got {_kind(record)}")
    id = _text(record, "id")
    if not id:
        raise DatasetError("'id' is missing or empty: give each page a name")
    view = _view(record)
    entries = record.get("lines")
    if not isinstance(entries, list):
        raise DatasetError(f"'lines' must be a list, got {_kind(entries)}")
    lines, is_boilerplate, weight, gaps, reviewed = _line_columns(entries)
    html = _text(record, "html")
    url = _text(record, "url")
    page = _html_page(html, lines, id, url) if view == "html" else _text_page(lines, gaps, view, id, url)
    return TrainingPage(
        page=page,
        is_boilerplate=is_boilerplate,
        weight=weight,
        lang=_text(record, "lang"),
        site=_text(record, "site"),
        source=_text(record, "source"),
        html=html if view == "html" else None,
        reviewed=reviewed if reviewed.any() else None,
    )


def _view(record: dict[str, Any]) -> View:
    try:
        return check_view(record.get("view"), VIEWS)
    except InputError as error:
        raise DatasetError(error.message) from None


class _LineColumns(NamedTuple):
    """The ``lines`` of a record as columns; arrays have shape (n_lines,)."""

    lines: list[str]
    is_boilerplate: NDArray[np.bool_]
    weight: NDArray[np.float32]
    gaps: NDArray[np.int32]
    reviewed: NDArray[np.bool_]


def _line_columns(entries: list[object]) -> _LineColumns:
    """The columns of entries, each of which is checked."""
    lines: list[str] = []
    is_boilerplate = np.zeros(len(entries), dtype=np.bool_)
    weight = np.ones(len(entries), dtype=np.float32)
    gaps = np.zeros(len(entries), dtype=np.int32)
    reviewed = np.zeros(len(entries), dtype=np.bool_)
    for i, entry in enumerate(entries):
        place = f"line {i + 1} of the page"
        if not isinstance(entry, dict):
            raise DatasetError(f"{place}: must be an object with 'text' and 'label', got {_kind(entry)}")
        text = entry.get("text")
        if not isinstance(text, str):
            raise DatasetError(f"{place}: 'text' must be text, got {_kind(text)}")
        label = entry.get("label")
        if label not in LABELS:
            raise DatasetError(f"{place}: 'label' must be 'content' or 'boilerplate', got {label!r}")
        lines.append(text)
        is_boilerplate[i] = label == BOILERPLATE
        weight[i] = _number(entry, "weight", 1.0, place)
        gaps[i] = _number(entry, "gap", 0, place)
        is_reviewed = entry.get("reviewed", False)
        if not isinstance(is_reviewed, bool):
            raise DatasetError(f"{place}: 'reviewed' must be true or false, got {is_reviewed!r}")
        reviewed[i] = is_reviewed
    return _LineColumns(lines, is_boilerplate, weight, gaps, reviewed)


def _number(entry: dict[str, Any], name: str, default: float, place: str) -> float:
    value = entry.get(name, default)
    kinds = (int,) if isinstance(default, int) else (int, float)
    # A bool is an int to Python, but never what was meant; NaN fails the comparison.
    if isinstance(value, bool) or not isinstance(value, kinds) or not 0 <= value <= _MAX_GAP:
        wanted = "a whole number" if isinstance(default, int) else "a number"
        raise DatasetError(f"{place}: {name!r} must be {wanted}, 0 or more, got {value!r}")
    return value


def _text_page(lines: list[str], gaps: NDArray[np.int32], view: View, id: str, url: str | None) -> Page:
    _check_same(lines, split_lines("\n".join(lines)).lines, "stripped text without a line end in it")
    lengths = np.array([len(line) + 1 for line in lines], dtype=np.int64)
    ends = np.cumsum(lengths + gaps)
    return Page(lines=lines, gaps=gaps, view=view, starts=ends - lengths, id=id, url=url)


def _html_page(html: str | None, lines: list[str], id: str, url: str | None) -> Page:
    if html is None:
        raise DatasetError("a page of view 'html' needs the field 'html'")
    page = Page.from_html(html, id=id, url=url)
    _check_same(lines, page.lines, "the line that Page.from_html makes of 'html'")
    return page


def _check_same(given: list[str], expected: list[str], what: str) -> None:
    if given == expected:
        return
    differs = (i for i, pair in enumerate(zip(given, expected, strict=False)) if pair[0] != pair[1])
    first = next(differs, min(len(given), len(expected)))
    got = _shown(given[first]) if first < len(given) else "no line"
    wanted = f": {_shown(expected[first])}" if first < len(expected) else ", which has none here"
    raise DatasetError(f"line {first + 1} of the page: got {got}, expected {what}{wanted}")


def _text(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise DatasetError(f"{name!r} must be text, got {_kind(value)}")
    return value


def _kind(value: object) -> str:
    return "nothing" if value is None else type(value).__name__


def _shown(line: str) -> str:
    return repr(line if len(line) <= 60 else line[:57] + "...")
