"""The figures of the shipped model: one JSON file, from which every table and number in the documents is written.

A number in prose stands between ``<!-- figure: PATH -->`` and ``<!-- end -->``, a table between
``<!-- table: NAME -->`` and ``<!-- end -->``. PATH leads through the file: keys joined by dots, and items of lists by
their ``name``; a format may follow it after a bar, as in ``<!-- figure: bench.stages.whole|.1f -->``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bbclf.errors import DatasetError
from bbclf.files import replacing
from training import ROOT
from training.report.markdown import points

__all__ = ["FIGURES", "Figures", "fill", "find", "read_figures", "write_figures"]

FIGURES = ROOT / "docs" / "figures.json"

DIGITS = 6
"""Of a figure in the file, after the point: two more than any document shows."""

Figures = Mapping[str, Any]

_NUMBER = re.compile(r"(<!-- figure: ([^|>]+?)(?:\|([^>]*?))? -->).*?(<!-- end -->)", re.DOTALL)


def read_figures(path: Path = FIGURES) -> dict[str, Any]:
    """Read a file of figures.

    Raises
    ------
    DatasetError
        It is missing or no JSON object.
    """
    try:
        figures = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise DatasetError(f"cannot be read as figures ({error}): run  make model", path=str(path)) from None
    if not isinstance(figures, dict):
        raise DatasetError(f"expected a JSON object of figures, got {type(figures).__name__}", path=str(path))
    return figures


def write_figures(figures: Figures, path: Path = FIGURES) -> None:
    """Write a file of figures, whole or not at all; numbers are rounded to :data:`DIGITS`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write(_dumped(_rounded(figures)).encode() + b"\n")


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, DIGITS)
        case Mapping():
            return {str(name): _rounded(item) for name, item in value.items()}
        case list() | tuple():
            return [_rounded(item) for item in value]
    return value


def _dumped(value: Any, indent: str = "") -> str:
    """JSON with each row of a table on a line of its own, so that a change of a row is a change of a line."""
    inner = f"{indent} "
    if isinstance(value, dict) and any(isinstance(item, dict | list) for item in value.values()):
        lines = [f"{inner}{json.dumps(name)}: {_dumped(item, inner)}" for name, item in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        return "[\n" + ",\n".join(f"{inner}{json.dumps(item, ensure_ascii=False)}" for item in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def find(figures: Figures, path: str) -> Any:
    """The figure at a path, e.g. ``compare.source.all.html``.

    Raises
    ------
    DatasetError
        There is none.
    """
    value: Any = figures
    for name in path.split("."):
        items = {item.get("name"): item for item in value} if isinstance(value, list) else value
        if not isinstance(items, Mapping) or name not in items:
            raise DatasetError(f"no figure {path!r}: there is no {name!r}")
        value = items[name]
    return value


def fill(text: str, figures: Figures, tables: Mapping[str, str]) -> str:
    """A Markdown text with its numbers and tables replaced.

    Parameters
    ----------
    text : str
    figures : Figures
    tables : mapping of str to str
        By name; those that the text has no place for are left out.

    Returns
    -------
    str

    Raises
    ------
    DatasetError
        The text names a figure or a table that there is none of, or two places have the name of one table.
    """
    text = _NUMBER.sub(lambda match: f"{match[1]}{_shown(find(figures, match[2]), match[3])}{match[4]}", text)
    names = re.findall(r"<!-- table: (.+?) -->", text)
    for name in names:
        if name not in tables:
            raise DatasetError(f"there is no table {name!r} (there are {', '.join(tables)})")
        place = re.compile(rf"(<!-- table: {re.escape(name)} -->\n).*?(<!-- end -->)", re.DOTALL)
        written = f"\n{tables[name].strip()}\n\n"
        text, n_places = place.subn(lambda match, written=written: f"{match[1]}{written}{match[2]}", text)  # type: ignore[misc]
        if n_places != 1:
            raise DatasetError(f"expected one  <!-- table: {name} -->  with  <!-- end -->  after it, found {n_places}")
    return text


def _shown(value: Any, spec: str | None) -> str:
    if spec:
        shown = format(value, spec)
        return shown.removeprefix("0") if shown.startswith("0.") else shown
    if isinstance(value, float):
        return points(value)
    return f"{value:,}" if isinstance(value, int) else str(value)
