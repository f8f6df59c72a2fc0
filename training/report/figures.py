"""The figures of the shipped model: one JSON file, from which every table and number in the documents is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bbclf.errors import DatasetError
from bbclf.files import replacing
from training import ROOT

__all__ = ["FIGURES", "Figures", "find", "read_figures", "rounded", "write_figures"]

FIGURES = ROOT / "docs" / "figures.json"

DIGITS = 6
"""Of a figure in the file, after the point: two more than any document shows."""

Figures = Mapping[str, Any]


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
        file.write(_dumped(rounded(figures)).encode() + b"\n")


def rounded(value: Any) -> Any:
    """Figures with all their numbers rounded to :data:`DIGITS`, and tuples as lists: as they are in the file."""
    match value:
        case float():
            return round(value, DIGITS)
        case Mapping():
            return {str(name): rounded(item) for name, item in value.items()}
        case list() | tuple():
            return [rounded(item) for item in value]
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
