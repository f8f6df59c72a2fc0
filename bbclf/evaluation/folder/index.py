"""``index.html`` of an evaluation: its table, its figures, and links to the worst pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from bbclf.evaluation.folder.worst import WorstPage
from bbclf.evaluation.report import Report
from bbclf.evaluation.table import COLUMNS
from bbclf.render.report import StandaloneHtml, shared_style

__all__ = ["TITLE", "index_html"]

TITLE = "bbclf evaluate: "
"""How the title of an index begins; by it, the folder of an earlier report is recognised."""


def index_html(
    report: Report, figures: Sequence[tuple[str, str]], worst: Iterable[tuple[str, WorstPage]], note: str
) -> str:
    """The file.

    Parameters
    ----------
    report : Report
    figures : sequence of (str, str)
        From :func:`bbclf.evaluation.folder.figures.figures`.
    worst : iterable of (str, WorstPage)
        Names of files beside the index, and their pages.
    note : str
        Shown under the title.
    """
    style = shared_style() + files("bbclf.evaluation.folder").joinpath("index.css").read_text("utf-8")
    document = StandaloneHtml(style)
    title = f"{TITLE}model {report.model_version}"
    shown = "".join(
        f"<figure>\n{chart}<figcaption>{escape(caption)}</figcaption>\n</figure>\n" for caption, chart in figures
    )
    shown_note = f"<p>{escape(note)}</p>\n" if note else ""
    return (
        f"{document.start(title)}<h1>{escape(title)}</h1>\n{shown_note}"
        f'<div class="figures">\n{shown}</div>\n'
        f"<h2>Means over pages</h2>\n{_slices(report)}<h2>The worst pages</h2>\n{_worst(worst)}{document.end()}"
    )


def _slices(report: Report) -> str:
    names = [f"{column.group} {column.name}".removeprefix("bbclf ").strip() for column in COLUMNS]
    rows = [
        (
            escape(part.name if part.by == "overall" else f"{part.by} {part.name}"),
            [format(getattr(part, column.attribute), column.format) for column in COLUMNS],
        )
        for part in report.slices
    ]
    return _table(["", *names], rows)


def _worst(worst: Iterable[tuple[str, WorstPage]]) -> str:
    names = ["page", "view", "language", "source", "word F1", "precision", "recall", "keep everything", "harmed"]
    rows = []
    for file, page in worst:
        score = page.score
        link = f'<a href="{escape(file)}" dir="auto">{escape(score.id or file)}</a>'
        figures = (f"{figure:.3f}" for figure in (score.words.f1, *score.words[:2], score.all_words.f1))
        rows.append((link, [score.view, score.lang, score.source, *figures, "yes" if score.is_harmed else "no"]))
    return _table(names, rows)


def _table(names: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """A table whose rows become blocks on a narrow screen; first cells are HTML, all else is escaped."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = ""
    for first, values in rows:
        cells = "".join(
            f'<td data-label="{escape(name)}">{escape(value)}</td>'
            for name, value in zip(names[1:], values, strict=True)
        )
        body += f'<tr><th scope="row">{first}</th>{cells}</tr>\n'
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n"
