"""HTML that shows labelled lines to people: pages that need no other file."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import OutputError
from bbclf.files import replacing
from bbclf.page import LabelledPage

if TYPE_CHECKING:
    from bbclf.dataset import TrainingPage
    from bbclf.evaluate import PageScore, Report

__all__ = ["REPORT_END", "ReportFolder", "page_section", "report_start"]

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
section { border-top: 1px solid #8884; margin-top: 2rem; }
section p { border-left: .3rem solid #2a9d5c; margin: .15rem 0; padding: 0 .6rem; overflow-wrap: anywhere; }
section p.boilerplate { border-color: #8886; color: #888; }
section p.wrong { background: #ffb70333; }
section p.wrong::before { content: "wrong "; color: #c1121f; font-size: .75em; }
section p small { color: #888; float: right; padding-left: 1em; }
table { border-collapse: collapse; } td, th { padding: .15rem .8rem; text-align: right; }
td:first-child, th:first-child { text-align: left; }
"""

REPORT_END = "</body>\n</html>\n"


def report_start(title: str) -> str:
    """The head of a report and the opening of its body."""
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
    )


def page_section(labelled: LabelledPage, truth: NDArray[np.bool_] | None = None, note: str = "") -> str:
    """One page's lines, boilerplate greyed.

    Parameters
    ----------
    labelled : LabelledPage
    truth : ndarray of bool, shape (n_lines,), optional
        Where given, lines whose label differs from ``is_boilerplate`` are marked wrong.
    note : str
        Shown under the page's name.

    Returns
    -------
    str
        A ``<section>``; all text of the page escaped.
    """
    page = labelled.page
    wrong = np.zeros(len(page), dtype=np.bool_) if truth is None else labelled.is_boilerplate != truth
    lines = [
        f'<p class="{line.label}{" wrong" if is_wrong else ""}" dir="auto">'
        f"<small>{line.p_boilerplate:.2f}</small>{escape(line.text)}</p>\n"
        for line, is_wrong in zip(labelled.lines, wrong.tolist(), strict=True)
    ]
    name = escape(page.id or page.url or "page")
    return f"<section>\n<h2>{name}</h2>\n<p><i>{escape(note)}</i></p>\n{''.join(lines)}</section>\n"


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
        # A line that could not be decided is not wrong, whatever its label.
        truth = np.where(page.weight > 0, page.is_boilerplate, labelled.is_boilerplate)
        section = page_section(labelled, truth, note)
        self._write(name, report_start(score.id or name) + section + REPORT_END)
        cells = (score.view, score.lang, score.source, f"{score.words.f1:.3f}", f"{score.all_words.f1:.3f}")
        row = f'<tr><td><a href="{name}">{escape(score.id or name)}</a></td>{_cells(cells)}</tr>\n'
        self._rows.append((score.words.f1, row))

    def finish(self, report: Report) -> None:
        """Write ``index.html``: the report's table, then all pages, the worst first."""
        head = ("view", "language", "source", "word F1", "keep everything")
        rows = "".join(row for _, row in sorted(self._rows))
        overall = f"<pre>{escape(report.table())}</pre>\n"
        pages = f"<table>\n<tr><th>page</th>{_cells(head)}</tr>\n{rows}</table>\n"
        start = report_start(f"Model {report.model_version}")
        self._write("index.html", start + overall + pages + REPORT_END)

    def _write(self, name: str, html: str) -> None:
        with replacing(self._folder / name) as stream:
            stream.write(html.encode("utf-8", "replace"))


def _cells(values: Iterable[str]) -> str:
    return "".join(f"<td>{escape(value)}</td>" for value in values)
