"""Tables of scores as Markdown, each from the rows of figures that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from training.report.languages import language_name
from training.report.markdown import markdown_table, points

__all__ = [
    "adapted_table",
    "calibration_table",
    "error_table",
    "group_table",
    "left_out_table",
    "leftover_table",
    "loss_table",
    "score_table",
    "site_mode_table",
    "summary_table",
    "system_table",
]

Row = Mapping[str, Any]

SYSTEMS = ("html", "text", "trafilatura", "readability", "resiliparse", "justext", "boilerpy3")
"""Columns of the comparison; other settings of the same extractors stay in the file of figures."""
LEFT_OUT_SYSTEMS = ("html", "text", "trafilatura", "readability")

ADAPTED = ("on_base", "on_adapted", "off_base", "off_adapted")
"""Figures of :mod:`training.compare.adapted`, in the order of the table's columns."""

LARGEST = 5
"""Collections that the README shows."""

HEADS = {"html": "bbclf, html", "text": "bbclf, text"}
"""Heads of columns that are not the system's own name."""

MIN_LANGUAGE_PAGES = 5
"""Languages with fewer pages have no row and do not count in the mean over languages."""


def score_table(head: str, rows: Iterable[Row], systems: Sequence[str] = SYSTEMS) -> str:
    """Word F1 of several systems, the best of each row in bold.

    Parameters
    ----------
    head : str
        Of the first column.
    rows : iterable of mapping
        Each with ``name``, ``pages`` (None: a mean of means) and a word F1 for each of `systems`.
    systems : sequence of str
    """
    body = []
    for row in rows:
        cells = [points(row[system]) for system in systems]
        best = max(cells)
        shown = [f"**{cell}**" if cell == best else cell for cell in cells]
        body.append([row["name"], "" if row["pages"] is None else str(row["pages"]), *shown])
    return markdown_table([head, "pages", *(HEADS.get(system, system) for system in systems)], body)


def system_table(compare: Mapping[str, Sequence[Row]], slice_: str) -> str:
    """A slice of the section ``compare``: ``source``, ``page_type`` or ``lang``."""
    *rows, whole = compare[slice_]
    if slice_ == "source":
        return score_table("source", [*rows, whole])
    if slice_ == "page_type":
        return score_table("page type (wcxb)", rows)
    enough = [row for row in rows if row["pages"] >= MIN_LANGUAGE_PAGES]
    return score_table("language", [*enough, _mean_row(enough, SYSTEMS)])


def summary_table(rows: Sequence[Row]) -> str:
    """The :data:`LARGEST` collections of the section ``compare.source``, and the mean of all pages."""
    *sources, whole = rows
    largest = sorted(sources, key=lambda row: -row["pages"])[:LARGEST]
    return score_table("collection", [*largest, {**whole, "name": f"all {len(sources)}"}])


def left_out_table(rows: Sequence[Row]) -> str:
    """Rows of ``training.compare.left_out``, and the mean of those of languages if there are two or more."""
    named = [{**row, "name": ", ".join(language_name(part) for part in row["name"].split(","))} for row in rows]
    languages = [row for row in named if row["kind"] == "language"]
    if len(languages) > 1:
        named.append(_mean_row(languages, LEFT_OUT_SYSTEMS))
    return score_table("left out", named, LEFT_OUT_SYSTEMS)


def _mean_row(rows: Sequence[Row], systems: Sequence[str]) -> dict[str, Any]:
    """The mean of rows of languages, each counting the same."""
    means = {system: float(np.mean([row[system] for row in rows])) for system in systems}
    return {"name": f"mean of {len(rows)} languages", "pages": None, **means}


def leftover_table(rows: Iterable[Row]) -> str:
    """What cleaning an extractor's output again gains: rows of ``training.compare.leftovers``."""
    body = [
        [row["name"], f"{row['pages']:,}", points(row["before"], 4), points(row["after"], 4), f"{row['harmed']:.1%}"]
        for row in rows
    ]
    return markdown_table(["output of", "pages", "before", "after", "harmed"], body)


def loss_table(rows: Iterable[Row]) -> str:
    """Languages in which cleaning an extractor's output again loses."""
    body = []
    for row in rows:
        extractor, _, language = row["name"].partition(", ")
        body.append([f"{extractor}, {language_name(language)}", points(row["lost"], 4)])
    return markdown_table(["output of", "word F1 lost"], body)


def group_table(name: str, rows: Iterable[Row]) -> str:
    """Scores of groups of pages (:class:`training.model.page_groups.GroupScore`), `name` being what they are."""
    body = [
        [
            row["name"],
            f"{row['n_pages']:,}",
            f"{row['n_sites']:,}",
            f"{row['keep_all']:.3f}",
            f"{row['f1']:.3f} ({_interval(row['interval'])})",
            f"{row['precision']:.3f}",
            f"{row['recall']:.3f}",
            f"{row['harmed']:.1%}",
        ]
        for row in rows
    ]
    return markdown_table([name, "pages", "sites", "keep all", "word F1", "precision", "recall", "harmed"], body)


def _interval(bounds: Sequence[float] | None) -> str:
    return "one site" if bounds is None else f"{bounds[0]:.3f} to {bounds[1]:.3f}"


def error_table(rows: Iterable[Row]) -> str:
    """Kinds of wrong lines (:class:`training.model.wrong_lines.KindErrors`)."""
    body = [
        [
            row["name"],
            f"{row['words']:.1%}",
            f"{row['content_lost'] + row['boilerplate_kept']:.1%}",
            f"{row['content_lost']:.1%}",
            f"{row['boilerplate_kept']:.1%}",
            f"{row['wrong']:.1%}",
        ]
        for row in rows
    ]
    return markdown_table(
        ["kind of line", "words", "of all wrong words", "content lost", "boilerplate kept", "wrong"], body
    )


def calibration_table(bins: Iterable[Row]) -> str:
    """How often lines of a probability are boilerplate."""
    body = [
        [f"{row['low']:.1f} to {row['high']:.1f}", f"{row['lines']:.1%}", f"{row['mean']:.3f}", f"{row['found']:.3f}"]
        for row in bins
    ]
    return markdown_table(["p_boilerplate", "lines", "mean", "boilerplate"], body)


def site_mode_table(rows: Iterable[Row]) -> str:
    """Word F1 of pages by themselves and with profiles of their sites, and what a profile gains on the mean page."""
    body = []
    for row in rows:
        interval = " to ".join(f"{end:+.3f}" for end in row["interval"]) if row["interval"] else "one site"
        body.append(
            [
                row["set"],
                str(row["profile"]),
                f"{row['pages']:,}",
                str(row["sites"]),
                points(row["alone"]),
                points(row["with_profile"]),
                f"{row['gain']:+.3f}",
                interval,
            ]
        )
    return markdown_table(["pages as", "profile", "pages", "sites", "alone", "with profile", "gain", "95%"], body)


def adapted_table(rows: Sequence[Row]) -> str:
    """Word F1 of a model and of what it became by pages of one site, there and elsewhere; then the mean of sites."""
    body = [[row["site"], str(row["pages"]), str(row["test_pages"]), *_of_adapted(row)] for row in rows]
    for size in sorted({row["pages"] for row in rows}):
        of_size = [row for row in rows if row["pages"] == size]
        if len(of_size) > 1:
            mean = {name: float(np.mean([row[name] for row in of_size])) for name in ADAPTED}
            body.append([f"mean of {len(of_size)} sites", str(size), "", *_of_adapted(mean)])
    heads = ["on the site: before", "adapted", "elsewhere: before", "adapted"]
    return markdown_table(["site", "pages", "held out", *heads], body)


def _of_adapted(row: Row) -> list[str]:
    return [points(row[name]) for name in ADAPTED]
