"""``bbclf evaluate``: how well a model labels a dataset."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbclf.cli.messages import say
from bbclf.cli.options import FavorOption, ModelOption, ThresholdOption
from bbclf.errors import InputError
from bbclf.files import STDIO
from bbclf.steering import Steering
from bbclf.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bbclf.dataset import TrainingPage

__all__ = ["evaluate"]

RESULT = "Result"

NO_HEADLINE = "lines of headlines count for neither side"


def evaluate(
    data: Annotated[list[str], typer.Argument(metavar="DATA...", help="Labelled pages, JSONL.")],
    view: Annotated[View | None, typer.Option(help="Only pages of this view.")] = None,
    headline: Annotated[
        bool, typer.Option("--headline/--no-headline", help="Whether lines of the page's headline count.")
    ] = True,
    model: ModelOption = None,
    threshold: ThresholdOption = None,
    favor: FavorOption = None,
    against: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="Another model folder, or 'default', to compare with on the same pages.",
            rich_help_panel=RESULT,
        ),
    ] = None,
    curve: Annotated[
        bool,
        typer.Option("--curve", help="Precision, recall and F1 against the threshold too.", rich_help_panel=RESULT),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.", rich_help_panel=RESULT)] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write figures and the worst pages to this folder, as HTML.", rich_help_panel=RESULT
        ),
    ] = None,
    floor: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Exit with 1 if the overall word F1 is below this.", rich_help_panel=RESULT),
    ] = None,
) -> None:
    """Compare a model's labels with the true ones, beside keeping everything.

    A page is harmed if it loses more than .05 of word F1 against keeping everything.

    Examples:

        bbclf evaluate labelled.jsonl --view html

        bbclf evaluate labelled.jsonl --model models/ours --against default
    """
    from bbclf.classifier import LineClassifier
    from bbclf.evaluation import ReportFolder, ThresholdSweep, compare_reports, curve_table, table
    from bbclf.evaluation import evaluate as run_evaluation

    if against is not None and STDIO in data:
        raise InputError("--against reads its data twice, which standard input cannot be: name files")
    steering = Steering.read(threshold, favor)
    notes = [note for note in (steering.note(), None if headline else NO_HEADLINE) if note]
    for note in notes:
        say(note)
    folder = None if report is None else ReportFolder(report)
    sweep = ThresholdSweep() if folder is None else folder.sweep
    on_page = folder.add if folder is not None else sweep.add if curve else None
    pages = partial(_read, data, view, headline)
    result = run_evaluation(LineClassifier.load(model, steering.threshold, steering.favor), pages(), on_page)
    if folder is not None:
        folder.finish(result, "; ".join(notes))
    beside = comparison = None
    if against is not None:
        other = LineClassifier.load(None if against == "default" else against, steering.threshold, steering.favor)
        beside = run_evaluation(other, pages())
        comparison = compare_reports(result, beside)
    points = sweep.points() if curve else []
    if as_json:
        found = result.as_json()
        if comparison is not None:
            found["comparison"] = comparison.as_json()
        if points:
            found["curve"] = [point._asdict() for point in points]
        typer.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        typer.echo(table(result, beside), nl=False)
        if comparison is not None:
            typer.echo(comparison.sentence())
        if points:
            typer.echo(f"\none threshold on every page\n{curve_table(points)}", nl=False)
    word_f1 = result.slices[0].word_f1
    if floor is not None and word_f1 < floor:
        say(f"word F1 {word_f1:.4f} is below the floor {floor}")
        raise typer.Exit(1)


def _read(paths: list[str], view: View | None, headline: bool) -> Iterator[TrainingPage]:
    """The labelled pages of files, one at a time."""
    from bbclf.dataset import read_dataset
    from bbclf.evaluation import without_headline

    for path in paths:
        for page in read_dataset(path):
            if view is None or page.page.view == view:
                yield page if headline else without_headline(page)
