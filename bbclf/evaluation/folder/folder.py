"""An evaluation as a folder of HTML: what is collected while pages pass, and what is written at the end."""

from __future__ import annotations

from pathlib import Path

from bbclf.dataset import TrainingPage
from bbclf.errors import OutputError
from bbclf.evaluation.curve import ThresholdSweep
from bbclf.evaluation.folder.figures import figures
from bbclf.evaluation.folder.index import TITLE, index_html
from bbclf.evaluation.folder.worst import WorstPage, WorstPages
from bbclf.evaluation.reliability import Reliability
from bbclf.evaluation.report import Report
from bbclf.evaluation.scores import PageScore
from bbclf.files import replacing
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.page import LabelledPage
from bbclf.render.report import page_lines, page_section, report_end, report_start

__all__ = ["ReportFolder"]

INDEX = "index.html"
PAGES = "pages"

HEAD_BYTES = 1_000
"""Of an index: its title is within them."""


class ReportFolder:
    """An evaluation as a folder of HTML: ``index.html`` with its figures, and a file for each of the worst pages.

    Parameters
    ----------
    folder : Path
        Made if it is not there; an earlier report in it is replaced.

    Attributes
    ----------
    sweep : ThresholdSweep
        Of the pages that were added.

    Raises
    ------
    OutputError
        It cannot be made, or holds something else than an earlier report.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sweep = ThresholdSweep()
        self._reliability = Reliability()
        self._worst = WorstPages()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            is_taken = any(folder.iterdir()) and not _is_report(folder)
        except OSError as error:
            raise OutputError(f"{folder}: cannot be used: {error.strerror}: give another folder") from error
        if is_taken:
            raise OutputError(f"{folder}: holds files that are no earlier report: give an empty or a new folder")

    def add(self, page: TrainingPage, labelled: LabelledPage, score: PageScore) -> None:
        """Collect one page."""
        self.sweep.add(page, labelled, score)
        self._reliability.add(page, labelled)
        self._worst.add(WorstPage(page, labelled, score))

    def finish(self, report: Report, note: str = "") -> None:
        """Write the files.

        Parameters
        ----------
        report : Report
            Of all pages that were added.
        note : str
            What a reader should know about the labels.

        Raises
        ------
        OutputError
            A file cannot be written.
        """
        worst = [(f"{PAGES}/{number:02}.html", page) for number, page in enumerate(self._worst.worst_first(), 1)]
        html = index_html(report, figures(report, self.sweep, self._reliability), worst, note)
        self._write(INDEX, html)  # first, so that what a run leaves that is stopped is known as a report
        try:
            (self._folder / PAGES).mkdir(exist_ok=True)
            for earlier in (self._folder / PAGES).glob("[0-9][0-9].html"):
                earlier.unlink()
        except OSError as error:
            raise OutputError(
                f"{self._folder / PAGES}: cannot be used: {error.strerror}: give another folder"
            ) from error
        for name, page in worst:
            self._write(name, _page_html(page))

    def _write(self, name: str, html: str) -> None:
        with replacing(self._folder / name) as stream:
            stream.write(html.encode("utf-8", "replace"))


def _is_report(folder: Path) -> bool:
    """Whether an earlier run has written its index here."""
    index = folder / INDEX
    if not index.is_file():
        return False
    with index.open("rb") as stream:
        return f"<title>{TITLE}".encode() in stream.read(HEAD_BYTES)


def _page_html(worst: WorstPage) -> str:
    page, labelled, score = worst
    note = (
        f"{score.view}, language {score.lang}, source {score.source}: word F1 {score.words.f1:.3f},"
        f" keeping everything {score.all_words.f1:.3f}"
    )
    truth = [
        None if weight == 0 else BOILERPLATE if noise else CONTENT
        for noise, weight in zip(page.is_boilerplate.tolist(), page.weight.tolist(), strict=True)
    ]
    section = page_section(score.id or "page", page_lines(labelled, note, truth))
    return report_start("True and predicted labels") + section + report_end()
