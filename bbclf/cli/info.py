"""``bbclf info``: what a model is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bbclf.cli.options import ModelOption
from bbclf.steering import FAVORS
from bbclf.view import NETWORK_OF

if TYPE_CHECKING:
    from bbclf.model import Model

__all__ = ["info", "summary"]

MAX_LANGUAGES = 12
"""Languages that are named, the largest first."""


def info(
    model: ModelOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole manifest.")] = False,
) -> None:
    """Say what a model is: version, views and thresholds, training data, quality.

    Examples:

        bbclf info

        bbclf info --model models/ours --json
    """
    from bbclf.classifier import LineClassifier

    loaded = LineClassifier.load(model).model
    if as_json:
        typer.echo(json.dumps(dict(loaded.manifest), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(summary(loaded)))


def summary(model: Model) -> Iterator[str]:
    """Lines about a model, for people; what the manifest does not say has no line."""
    manifest = model.manifest
    yield f"model {model.version}: {len(manifest['features'])} features, schema {manifest['feature_schema']}"
    for view in model.thresholds:
        network = model.networks[NETWORK_OF[view]]
        thresholds = [f"threshold {model.threshold(view):.2f}"]
        named = manifest.get("favor", {})
        thresholds += [f"{favor} {named[favor][view]:.2f}" for favor in FAVORS if view in named.get(favor, {})]
        line = f"  {view:9}{', '.join(thresholds)}; {len(network.bias)} units"
        metrics = manifest.get("metrics", {}).get(view)
        if metrics is not None:
            line += (
                f"; word F1 by labels, out of fold, {metrics['word_f1_by_labels']:.3f}"
                f" (keep everything {metrics['word_f1_by_labels_keep_all']:.3f})"
            )
        yield line
    if model.corrections:
        yield f"site mode for networks: {', '.join(model.corrections)}"
    base = manifest.get("base")
    if base is not None:
        parts = ", ".join(f"{view} {part:.0%} of the way" for view, part in base["parts"].items())
        yield f"adapted from {base['version']}: {parts}"
    data = manifest.get("data")
    if data is not None:
        pages = ", ".join(f"{count:,} {view}" for view, count in data["pages"].items())
        yield f"trained on pages of {data['sites']:,} sites: {pages}"
        named_languages = list(data["languages"].items())[:MAX_LANGUAGES]
        more = len(data["languages"]) - len(named_languages)
        languages = ", ".join(f"{name} {count:,}" for name, count in named_languages)
        yield f"languages: {languages}" + (f", and {more} more" if more else "")
    yield "bbclf info --json prints the whole manifest"
