"""``bbclf info``: what a model is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["info"]


def info(
    model: Annotated[Path | None, typer.Option(help="Model folder; the packaged model by default.")] = None,
) -> None:
    """Print a model's manifest as JSON: version, features, thresholds, training data, metrics."""
    from bbclf.classifier import LineClassifier

    classifier = LineClassifier.load(model)
    typer.echo(json.dumps(dict(classifier.model.manifest), indent=2, ensure_ascii=False))
