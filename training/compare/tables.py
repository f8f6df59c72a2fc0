"""Write the README's tables of scores from what the other commands measured: ``python -m training.compare.tables``.

Reads what ``training.compare --out .cache/compare`` and ``training.model.make`` left in ``.cache``, what
``training.compare.left_out`` left beside this file, and ``training.bench --out docs/bench`` there. A table stands in
the README between ``<!-- table: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bbclf.errors import DatasetError
from training.compare.left_out import languages_of
from training.compare.leftovers import leftover_rows
from training.compare.leftovers import table as leftover_table
from training.compare.scores import MIN_LANGUAGE_PAGES
from training.pages.labelling import CACHE, LEFT_OUT
from training.sources.pages import read_pages

__all__ = ["ScoreRow", "fill", "left_out_table", "main", "score_rows", "score_table"]

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BENCH = ROOT / "docs" / "bench" / "bench.md"

SYSTEMS = ("bbclf, html", "bbclf, text", "trafilatura", "readability", "resiliparse", "justext", "boilerpy3")
"""Columns; those with other settings of the same extractor stay in the comparison's own table."""

TABLES = {"source": "source", "page_type": "page type (wcxb)", "lang": "language"}
"""Slices of the comparison -> the head of their first column."""

NAMES = {"wcxb": "wcxb", "el": "Greek", "ru": "Russian", "pl": "Polish", "zh": "Chinese", "ja": "Japanese",
         "ar": "Arabic", "de": "German", "es": "Spanish"}  # fmt: skip


class ScoreRow(NamedTuple):
    """Word F1 of each system on some pages; `n_pages` is None for a mean of means."""

    name: str
    n_pages: int | None
    f1: tuple[float, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Write the README's tables of scores.")
    parser.add_argument("--compare", type=Path, default=CACHE / "compare.json", help="what training.compare wrote")
    parser.add_argument("--transfer", type=Path, default=LEFT_OUT, help="what training.compare.left_out wrote")
    options = parser.parse_args(arguments)
    systems = json.loads(options.compare.read_text("utf-8"))["systems"]
    tables = {slice_: score_table(head, score_rows(systems, slice_)) for slice_, head in TABLES.items()}
    tables["leftover"] = leftover_table(
        row for row in leftover_rows(list(read_pages())) if "wcxb" in row.name or "other sources" in row.name
    )
    tables["speed"] = BENCH.read_text("utf-8")
    tables["left_out"] = left_out_table(json.loads(options.transfer.read_text("utf-8")))
    README.write_text(fill(README.read_text("utf-8"), tables), "utf-8")


def score_rows(systems: Mapping[str, Any], slice_: str) -> list[ScoreRow]:
    """Rows of one slice of a comparison, that of most pages first.

    Parameters
    ----------
    systems : mapping
        As ``training.compare`` writes them: ``{system: {"whole": mean, "by": {slice: {value: mean}}}}``.
    slice_ : {"source", "page_type", "lang"}

    Returns
    -------
    list of ScoreRow
        The last one of all pages for sources, and the mean of the rows for languages, of which those of few pages
        are left out.
    """
    by = [systems[name]["by"][slice_] for name in SYSTEMS]
    rows = [
        ScoreRow(value, mean["n_pages"], tuple(of_system[value]["f1"] for of_system in by))
        for value, mean in by[0].items()
        if slice_ != "lang" or mean["n_pages"] >= MIN_LANGUAGE_PAGES
    ]
    if slice_ == "source":
        whole = [systems[name]["whole"] for name in SYSTEMS]
        rows.append(ScoreRow("all", whole[0]["n_pages"], tuple(mean["f1"] for mean in whole)))
    if slice_ == "lang":
        means = tuple(sum(column) / len(rows) for column in zip(*(row.f1 for row in rows), strict=True))
        rows.append(ScoreRow(f"mean of {len(rows)} languages", None, means))
    return rows


def score_table(head: str, rows: Iterable[ScoreRow], systems: Sequence[str] = SYSTEMS) -> str:
    """Rows as a Markdown table, the best of each in bold."""
    lines = [f"| {head} | pages | {' | '.join(systems)} |", f"| --- | ---: |{' ---: |' * len(systems)}"]
    for row in rows:
        cells = [f"{value:.3f}".removeprefix("0") for value in row.f1]
        best = max(cells)
        shown = [f"**{cell}**" if cell == best else cell for cell in cells]
        lines.append(f"| {row.name} | {'' if row.n_pages is None else row.n_pages} | {' | '.join(shown)} |")
    return "\n".join(lines)


def left_out_table(rows: Iterable[Mapping[str, Any]]) -> str:
    """What ``training.compare.left_out`` measured, as a Markdown table."""
    rows, systems = list(rows), ("html", "text", "trafilatura", "readability")
    shown = [
        ScoreRow(
            ", ".join(NAMES.get(part, part) for part in row["group"].split(",")),
            row["pages"],
            tuple(row[system] for system in systems),
        )
        for row in rows
    ]
    of_languages = [score.f1 for score, row in zip(shown, rows, strict=True) if languages_of(row["group"])]
    if len(of_languages) > 1:
        means = tuple(sum(column) / len(of_languages) for column in zip(*of_languages, strict=True))
        shown.append(ScoreRow(f"mean of {len(of_languages)} languages", None, means))
    return score_table("left out", shown, ("bbclf, html", "bbclf, text", *systems[2:]))


def fill(text: str, tables: Mapping[str, str]) -> str:
    """A Markdown text with its tables replaced.

    Parameters
    ----------
    text : str
    tables : mapping of str to str
        By name.

    Returns
    -------
    str

    Raises
    ------
    DatasetError
        The text has no place for one of the tables.
    """
    for name, table in tables.items():
        place = re.compile(rf"(?<=<!-- table: {re.escape(name)} -->\n).*?(?=<!-- end -->)", re.DOTALL)
        text, n_places = place.subn(lambda _, table=table: f"\n{table.strip()}\n\n", text)
        if n_places != 1:
            raise DatasetError(f"expected one  <!-- table: {name} -->  with  <!-- end -->  after it, found {n_places}")
    return text


if __name__ == "__main__":
    main()
