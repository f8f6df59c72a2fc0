"""Tables and numbers put into Markdown, where markers ask for them.

A number in prose stands between ``<!-- figure: PATH -->`` and ``<!-- end -->``, a table between
``<!-- table: NAME -->`` and ``<!-- end -->``. PATH leads through the file of figures: keys joined by dots, and items of
lists by their ``name``; a format may follow it after a bar, as in ``<!-- figure: bench.stages.whole|.1f -->``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bbclf.errors import DatasetError
from training.report.figures import Figures, find
from training.report.markdown import points

__all__ = ["fill"]

_NUMBER = re.compile(r"(<!-- figure: ([^|>]+?)(?:\|([^>]*?))? -->).*?(<!-- end -->)", re.DOTALL)


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
