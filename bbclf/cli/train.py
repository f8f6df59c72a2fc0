"""``bbclf train``: fit a model to labelled pages."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["train"]


def train(
    data: Annotated[list[str], typer.Argument(metavar="DATA...", help="Labelled pages, JSONL.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    params: Annotated[Path | None, typer.Option(help="TOML file of training parameters.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a model that is there already.")] = False,
) -> None:
    """Train a model and write it to a folder. Needs bbclf[train]."""
    from itertools import chain

    from bbclf.dataset import read_dataset
    from bbclf.fit import TrainParams, fit_model, read_params
    from bbclf.model import check_target, save_model

    check_target(out, force=force)
    chosen = TrainParams() if params is None else read_params(params)
    pages = list(chain.from_iterable(map(read_dataset, data)))
    model = fit_model(pages, chosen, report=_print_step).model
    save_model(model, out, _card(model.manifest), force=force)
    _print_step(f"model written to {out}")


def _print_step(message: str) -> None:
    print(f"bbclf: {message}", file=sys.stderr)


def _card(manifest: Mapping[str, Any]) -> str:
    """A model card of what is known about any trained model."""
    pages = ", ".join(f"{count:,} of view {view}" for view, count in manifest["data"]["pages"].items())
    languages = ", ".join(f"{name} ({count:,})" for name, count in manifest["data"]["languages"].items())
    return (
        "# Model card\n\n"
        "Labels every line of a web page as content or boilerplate. Made by `bbclf train`.\n\n"
        f"- Pages: {pages}, from {manifest['data']['sites']:,} sites\n"
        f"- Languages: {languages}\n"
        "- Parameters, digest of the data, library versions and out-of-fold metrics: `manifest.json`\n"
    )
