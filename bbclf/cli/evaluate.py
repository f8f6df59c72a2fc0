"""``bbclf evaluate``: how well a model labels a dataset."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbclf.cli.options import FavorOption, ModelOption, ThresholdOption
from bbclf.steering import Steering
from bbclf.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bbclf.dataset import TrainingPage

__all__ = ["evaluate"]

RESULT = "Result"


def evaluate(
    data: Annotated[list[str], typer.Argument(metavar="DATA...", help="Labelled pages, JSONL.")],
    view: Annotated[View | None, typer.Option(help="Only pages of this view.")] = None,
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
        typer.Option(help="Write an HTML report with each page's lines to this folder.", rich_help_panel=RESULT),
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
    from bbclf.evaluation import ReportFolder, compare_reports, curve_table, table, threshold_curve
    from bbclf.evaluation import evaluate as run_evaluation

    steering = Steering.read(threshold, favor)
    if note := steering.note():
        print(f"bbclf: {note}", file=sys.stderr)
    folder = None if report is None else ReportFolder(report)
    classifier = LineClassifier.load(model, steering.threshold, steering.favor)
    result = run_evaluation(classifier, _read(data, view), None if folder is None else folder.add)
    if folder is not None:
        folder.finish(result)
    beside = comparison = None
    if against is not None:
        other = LineClassifier.load(None if against == "default" else against, steering.threshold, steering.favor)
        beside = run_evaluation(other, _read(data, view))
        comparison = compare_reports(result, beside)
    points = threshold_curve(classifier, _read(data, view)) if curve else []
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
        print(f"bbclf: word F1 {word_f1:.4f} is below the floor {floor}", file=sys.stderr)
        raise typer.Exit(1)


def _read(paths: list[str], view: View | None) -> Iterator[TrainingPage]:
    """The labelled pages of files, one at a time."""
    from bbclf.dataset import read_dataset

    for path in paths:
        for page in read_dataset(path):
            if view is None or page.page.view == view:
                yield page
