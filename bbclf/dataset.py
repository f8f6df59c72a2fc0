"""Labelled pages as JSONL: read, validate, write.

One page a line::

    {"id": "a", "lang": "en", "site": "example.org", "view": "text",
     "lines": [{"text": "Home", "label": "boilerplate"},
               {"text": "It rained all night.", "label": "content", "gap": 1, "weight": 0.5}]}

==========  ========================================================================================
``id``      a name for the page, not empty
``view``    ``html``, ``text`` or ``leftover``
``html``    with view ``html``: the page itself, from which the lines must follow
``lines``   each with ``text`` (stripped, not empty), ``label`` (``content`` or ``boilerplate``) and, if
            wanted, ``weight`` (0 or more; 0: labelled, but neither trained on nor judged; default 1) and
            ``gap`` (blank lines before it; default 0; not for HTML)
==========  ========================================================================================

``url``, ``lang``, ``site`` and ``source`` may be given as text; other fields are ignored, so that the lines
that ``bbclf predict`` wrote become a dataset once their labels have been corrected.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import DatasetError, InputError
from bbclf.files import open_input, replacing
from bbclf.files.jsonl import dump_record, numbered_lines, parse_json
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.page import Page
from bbclf.text import split_lines
from bbclf.view import VIEWS, View

__all__ = ["TrainingPage", "parse_record", "read_dataset", "to_record", "write_dataset"]

_MAX_GAP = int(np.iinfo(np.int32).max)


@dataclass(frozen=True, slots=True, eq=False)
class TrainingPage:
    """A page with the true label of each line.

    Attributes
    ----------
    page : Page
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float32, shape (n_lines,)
        What each line counts for; 0 for a line whose label could not be decided.
    lang, site, source : str or None
        Language, the site that folds are made by, and the collection that the page comes from.
    html : str or None
        What an ``html`` page was made of; None for the other views.
    """

    page: Page
    is_boilerplate: NDArray[np.bool_]
    weight: NDArray[np.float32]
    lang: str | None = None
    site: str | None = None
    source: str | None = None
    html: str | None = None


def read_dataset(path: str | os.PathLike[str]) -> Iterator[TrainingPage]:
    """Read labelled pages, one at a time.

    Parameters
    ----------
    path : str or path-like
        JSONL, also gzip, xz or zstandard; ``"-"`` is standard input.

    Yields
    ------
    TrainingPage

    Raises
    ------
    DatasetError
        A record breaks the schema; the message begins with the path and the line number.
    InputError
        The file cannot be read.
    """
    name = os.fspath(path)
    with open_input(name) as stream:
        for number, line in numbered_lines(stream, name):
            try:
                yield parse_record(parse_json(line))
            except InputError as error:
                raise DatasetError(error.message, path=name, line=number) from error


def write_dataset(pages: Iterable[TrainingPage], path: str | os.PathLike[str]) -> int:
    """Write labelled pages as JSONL, compressed if the name ends in ``.gz``, ``.xz`` or ``.zst``.

    The file appears under its name only when complete.

    Parameters
    ----------
    pages : iterable of TrainingPage
    path : str or path-like

    Returns
    -------
    int
        The number of pages written.

    Raises
    ------
    DatasetError
        A page of the ``html`` view has no `html`.
    OutputError
        The file cannot be written.
    """
    count = 0
    with replacing(path) as stream:
        for page in pages:
            stream.write(dump_record(to_record(page)))
            count += 1
    return count


def to_record(training_page: TrainingPage) -> dict[str, Any]:
    """The JSON object of one labelled page; :func:`parse_record` reads it back.

    Raises
    ------
    DatasetError
        A page of the ``html`` view has no `html`.
    """
    page = training_page.page
    record: dict[str, Any] = {
        "id": page.id,
        "url": page.url,
        "lang": training_page.lang,
        "site": training_page.site,
        "source": training_page.source,
        "view": page.view,
    }
    record = {name: value for name, value in record.items() if value is not None}
    if page.view == "html":
        if training_page.html is None:
            raise DatasetError(f"page {page.id!r} of view 'html' has no html to write: set TrainingPage.html")
        record["html"] = training_page.html
    record["lines"] = [
        _line_record(text, noise, weight, gap)
        for text, noise, weight, gap in zip(
            page.lines,
            training_page.is_boilerplate.tolist(),
            training_page.weight.tolist(),
            page.gaps.tolist(),
            strict=True,
        )
    ]
    return record


def _line_record(text: str, noise: bool, weight: float, gap: int) -> dict[str, Any]:
    line: dict[str, Any] = {"text": text, "label": BOILERPLATE if noise else CONTENT}
    if weight != 1.0:
        line["weight"] = weight
    if gap:
        line["gap"] = gap
    return line


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
    view = record.get("view")
    if view not in VIEWS:
        raise DatasetError(f"'view' must be one of {', '.join(VIEWS)}, got {view!r}")
    entries = record.get("lines")
    if not isinstance(entries, list):
        raise DatasetError(f"'lines' must be a list, got {_kind(entries)}")
    lines, is_boilerplate, weight, gaps = _line_columns(entries)
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
    )


def _line_columns(
    entries: list[object],
) -> tuple[list[str], NDArray[np.bool_], NDArray[np.float32], NDArray[np.int32]]:
    """Columns of the ``lines`` of a record, each entry checked."""
    lines: list[str] = []
    is_boilerplate = np.zeros(len(entries), dtype=np.bool_)
    weight = np.ones(len(entries), dtype=np.float32)
    gaps = np.zeros(len(entries), dtype=np.int32)
    for i, entry in enumerate(entries):
        place = f"line {i + 1} of the page"
        if not isinstance(entry, dict):
            raise DatasetError(f"{place}: must be an object with 'text' and 'label', got {_kind(entry)}")
        text = entry.get("text")
        if not isinstance(text, str):
            raise DatasetError(f"{place}: 'text' must be text, got {_kind(text)}")
        label = entry.get("label")
        if label not in (CONTENT, BOILERPLATE):
            raise DatasetError(f"{place}: 'label' must be 'content' or 'boilerplate', got {label!r}")
        lines.append(text)
        is_boilerplate[i] = label == BOILERPLATE
        weight[i] = _number(entry, "weight", 1.0, place)
        gaps[i] = _number(entry, "gap", 0, place)
    return lines, is_boilerplate, weight, gaps


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
