"""Tables of the views: what each keeps and drops, and how that differs between languages and scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from training.report.languages import language_name, script_name
from training.report.markdown import markdown_table, points

__all__ = ["favor_table", "language_table", "script_table", "threshold_table", "view_table"]

Row = Mapping[str, Any]

SCORES = {"precision": "precision", "recall": "recall", "f1": "word F1"}
"""Names of figures, and what their columns are called."""

NOT_MEASURED = "Not measured for the shipped model.\n"


def favor_table(views: Mapping[str, Mapping[str, Any]]) -> str:
    """Precision and recall of each view by what is favored; says so if the shipped model was not measured like that."""
    body = [
        [
            view,
            row["name"],
            f"{row['threshold']:.2f}",
            points(row["precision"]),
            points(row["recall"]),
            points(row["f1"]),
            f"{row['harmed']:.1%}",
        ]
        for view, figures in views.items()
        for row in figures.get("favor", ())
    ]
    if not body:
        return NOT_MEASURED
    header = ["view", "favor", "threshold", "precision", "recall", "word F1", "pages harmed"]
    return markdown_table(header, body, n_text=2)


def threshold_table(views: Mapping[str, Mapping[str, Any]]) -> str:
    """Precision, recall and F1 of each view against a threshold that is the same on every page."""
    measured = {view: figures["thresholds"] for view, figures in views.items() if "thresholds" in figures}
    if not measured:
        return NOT_MEASURED
    body = [
        [f"{of_views[0]['threshold']:.2f}", *(points(row[name]) for row in of_views for name in SCORES)]
        for of_views in zip(*measured.values(), strict=True)
    ]
    return markdown_table(["threshold", *(f"{view}, {SCORES[name]}" for view in measured for name in SCORES)], body)


def view_table(views: Mapping[str, Mapping[str, Any]]) -> str:
    """Scores of each view over all its pages, with the model's own thresholds."""
    body = []
    for view, figures in views.items():
        whole = figures["groups"]["language"][-1]
        scores = [points(whole[name]) for name in ("keep_all", "f1", "precision", "recall")]
        body.append([view, f"{figures['threshold']:.2f}", f"{whole['n_pages']:,}", *scores, f"{whole['harmed']:.1%}"])
    return markdown_table(
        ["view", "threshold", "pages", "keep all", "word F1", "precision", "recall", "pages harmed"], body
    )


def language_table(rows: Iterable[Row]) -> str:
    """Every language of the pages of HTML, with how many sites they come from and how far the score may be off."""
    body = [
        [
            language_name(row["name"]),
            f"{row['n_pages']:,}",
            f"{row['n_sites']:,}",
            points(row["keep_all"]),
            points(row["f1"]),
            "one site" if row["interval"] is None else " to ".join(map(points, row["interval"])),
        ]
        for row in rows
    ]
    return markdown_table(["language", "pages", "sites", "keep all", "word F1", "95% interval"], body)


def script_table(views: Mapping[str, Mapping[str, Any]]) -> str:
    """Word F1 of HTML and text by script, means over the pages of the languages that are usually written in it."""
    by_script: defaultdict[str, dict[str, list[Row]]] = defaultdict(lambda: {"html": [], "text": []})
    for view in ("html", "text"):
        for row in views[view]["groups"]["language"]:
            if (script := script_name(row["name"])) is not None:
                by_script[script][view].append(row)
    body = []
    for script, rows in sorted(by_script.items(), key=lambda item: -_n_pages(item[1]["html"])):
        languages = {row["name"] for row in [*rows["html"], *rows["text"]]}
        cells = [cell for view in ("html", "text") for cell in _mean(rows[view])]
        body.append([script, f"{len(languages):,}", *cells])
    header = ["script", "languages", "pages, html", "word F1, html", "pages, text", "word F1, text"]
    return markdown_table(header, body)


def _n_pages(rows: Iterable[Row]) -> int:
    return sum(row["n_pages"] for row in rows)


def _mean(rows: Iterable[Row]) -> tuple[str, str]:
    """Pages of some languages, and their word F1, each page counting the same."""
    if not (n_pages := _n_pages(rows)):
        return "", ""
    return f"{n_pages:,}", points(sum(row["f1"] * row["n_pages"] for row in rows) / n_pages)
