"""Lines of small pages that must stay and go: ``python -m training.compare.cases [FOLDER]``.

Each case is a JSON file beside the training pages, written after a public bug report: ``input``, ``view``, and the
lines to ``keep`` and to ``drop``. A line counts as kept if its words stand one after the other in the kept text:
it does not matter where lines end.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bbclf.classifier import LineClassifier
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.page import LabelledPage, Page
from training.sources.pages import pages_folder

__all__ = ["Case", "Result", "judge", "main", "read_cases", "table"]


class Case(NamedTuple):
    """One small page.

    Attributes
    ----------
    name, view : str
    input : str
    charset : str or None
        HTML is given as bytes of this charset.
    keep, drop : list of str
    """

    name: str
    view: str
    input: str
    charset: str | None
    keep: list[str]
    drop: list[str]


class Result(NamedTuple):
    """What became of a case's lines.

    Attributes
    ----------
    case : Case
    view : str
    lost : list of str
        Of the lines to keep, those that are not in the kept text.
    kept : list of str
        Of the lines to drop, those that are in the kept text and not in the rest.
    unread : list of str
        Lines of either kind that are in neither: the page was not read as it shows.
    """

    case: Case
    view: str
    lost: list[str]
    kept: list[str]
    unread: list[str]


def read_cases(folder: Path) -> list[Case]:
    """Cases of a folder, by name."""
    cases = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        cases.append(
            Case(path.stem, record["view"], record["input"], record["charset"], record["keep"], record["drop"])
        )
    return cases


def pages_of(case: Case) -> dict[str, Page]:
    """The page of a case by view; one of HTML also as its text."""
    if case.view != "html":
        return {case.view: Page.from_text(case.input, view=case.view)}
    page = Page.from_html(case.input.encode(case.charset, "replace") if case.charset else case.input)
    return {"html": page, "text": Page.from_text("\n".join(page.lines), view="text")}


def judge(classifier: LineClassifier, case: Case) -> list[Result]:
    """Label a case's page, in each of its views, and look for its lines."""
    return [_judge(case, view, classifier.label(page)) for view, page in pages_of(case).items()]


def _judge(case: Case, view: str, labelled: LabelledPage) -> Result:
    content, boilerplate = (_words(labelled, label) for label in (CONTENT, BOILERPLATE))
    lost = [line for line in case.keep if _spaced(line) not in content]
    kept = [line for line in case.drop if _spaced(line) in content and _spaced(line) not in boilerplate]
    unread = [line for line in (*case.keep, *case.drop) if _spaced(line) not in content + boilerplate]
    return Result(case, view, lost, kept, unread)


def _words(labelled: LabelledPage, label: str) -> str:
    return _spaced(labelled.kept(label))


def _spaced(text: str) -> str:
    """Words, each between two spaces."""
    return f" {' '.join(text.split())} "


def table(results: Iterable[Result]) -> str:
    """Markdown: a row for each case and view that is not as it should be, and sums by view."""
    results = list(results)
    lines = ["| case | view | content lost | boilerplate kept | not read |", "| --- | --- | ---: | ---: | ---: |"]
    for result in results:
        if result.lost or result.kept:
            lines.append(_row(result.case.name, result.view, [result]))
    for view in sorted({result.view for result in results}):
        lines.append(_row("all", view, [result for result in results if result.view == view]))
    return "\n".join(lines) + "\n"


def _row(name: str, view: str, results: Sequence[Result]) -> str:
    n_keep = sum(len(result.case.keep) for result in results)
    n_drop = sum(len(result.case.drop) for result in results)
    lost, kept, unread = (
        sum(map(len, lines)) for lines in zip(*((r.lost, r.kept, r.unread) for r in results), strict=True)
    )
    return f"| {name} | {view} | {lost} of {n_keep} | {kept} of {n_drop} | {unread} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Lines of small pages that must stay and go.")
    parser.add_argument("folder", nargs="?", type=Path, default=pages_folder().parent / "cases")
    parser.add_argument("--lines", action="store_true", help="print the lines as well")
    options = parser.parse_args(arguments)
    classifier = LineClassifier.load()
    results = [result for case in read_cases(options.folder) for result in judge(classifier, case)]
    print(table(results))
    if options.lines:
        for result in results:
            for what, lines in (("lost", result.lost), ("kept", result.kept), ("not read", result.unread)):
                print(
                    *(f"{result.case.name} ({result.view}): {what}: {line}" for line in lines),
                    sep="\n",
                    end="\n" if lines else "",
                )


if __name__ == "__main__":
    main()
