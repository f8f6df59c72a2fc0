"""An evaluation as a folder of HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from bbclf.dataset import TrainingPage
from bbclf.errors import OutputError
from bbclf.evaluation.report import Report
from bbclf.evaluation.scores import PageScore
from bbclf.evaluation.table import table
from bbclf.files import replacing
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.page import LabelledPage
from bbclf.render.report import page_lines, page_section, report_end, report_start

__all__ = ["ReportFolder"]


class ReportFolder:
    """An evaluation as a folder of HTML: ``index.html`` and one file for each page.

    Parameters
    ----------
    folder : Path
        Made if it is not there.

    Raises
    ------
    OutputError
        It cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: list[tuple[float, str]] = []
        try:
            (folder / "pages").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be made: {error.strerror}") from error

    def add(self, page: TrainingPage, labelled: LabelledPage, score: PageScore) -> None:
        """Write one page's file."""
        name = f"pages/{len(self._rows) + 1:06}.html"
        note = (
            f"{score.view}, language {score.lang}, source {score.source}: word F1 {score.words.f1:.3f},"
            f" keeping everything {score.all_words.f1:.3f}"
        )
        truth = [
            None if weight == 0 else BOILERPLATE if noise else CONTENT
            for noise, weight in zip(page.is_boilerplate.tolist(), page.weight.tolist(), strict=True)
        ]
        section = page_section(score.id or name, page_lines(labelled, note, truth))
        self._write(name, report_start("True and predicted labels") + section + report_end())
        cells = (score.view, score.lang, score.source, f"{score.words.f1:.3f}", f"{score.all_words.f1:.3f}")
        row = f'<tr><td><a href="{name}">{escape(score.id or name)}</a></td>{_cells(cells)}</tr>\n'
        self._rows.append((score.words.f1, row))

    def finish(self, report: Report) -> None:
        """Write ``index.html``: the report's table, then all pages, the worst first."""
        head = ("view", "language", "source", "word F1", "keep everything")
        rows = "".join(row for _, row in sorted(self._rows))
        overall = f"<pre>{escape(table(report))}</pre>\n"
        pages = f"<table>\n<tr><th>page</th>{_cells(head)}</tr>\n{rows}</table>\n"
        start = report_start(f"Model {report.model_version}")
        self._write("index.html", start + overall + pages + report_end())

    def _write(self, name: str, html: str) -> None:
        with replacing(self._folder / name) as stream:
            stream.write(html.encode("utf-8", "replace"))


def _cells(values: Iterable[str]) -> str:
    return "".join(f"<td>{escape(value)}</td>" for value in values)
