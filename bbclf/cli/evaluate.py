"""``bbclf evaluate``: how well a model labels a dataset."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["evaluate"]


def evaluate(
    data: Annotated[list[str], typer.Argument(metavar="DATA...", help="Labelled pages, JSONL.")],
    model: Annotated[str | None, typer.Option(help="Model folder; the packaged model by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write an HTML report with each page's lines to this folder.")
    ] = None,
    floor: Annotated[
        float | None, typer.Option(min=0, max=1, help="Exit with 1 if the overall word F1 is below this.")
    ] = None,
) -> None:
    """Compare a model's labels with the true ones, beside keeping everything."""
    from itertools import chain

    from bbclf.classifier import LineClassifier
    from bbclf.dataset import read_dataset
    from bbclf.evaluation import ReportFolder
    from bbclf.evaluation import evaluate as run_evaluation

    folder = None if report is None else ReportFolder(report)
    classifier = LineClassifier.load(model)
    pages = chain.from_iterable(read_dataset(path) for path in data)
    result = run_evaluation(classifier, pages, None if folder is None else folder.add)
    if folder is not None:
        folder.finish(result)
    if as_json:
        typer.echo(json.dumps(result.as_json(), indent=2, ensure_ascii=False))
    else:
        typer.echo(result.table(), nl=False)
    word_f1 = result.slices[0].word_f1
    if floor is not None and word_f1 < floor:
        print(f"bbclf: word F1 {word_f1:.4f} is below the floor {floor}", file=sys.stderr)
        raise typer.Exit(1)
