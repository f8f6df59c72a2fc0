"""``bbclf train``: fit a model to labelled pages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bbclf.cli.messages import say

if TYPE_CHECKING:
    from bbclf.fit import Fitted
    from bbclf.model import Model

__all__ = ["train"]


def train(
    data: Annotated[list[str], typer.Argument(metavar="DATA...", help="Labelled pages, JSONL.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write the model to.")],
    base: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Adapt this model folder, or 'default', instead of training from nothing."),
    ] = None,
    params: Annotated[Path | None, typer.Option(help="TOML file of training parameters.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Folds fitted at a time; few lines are fitted in one process.")] = 2,
    force: Annotated[bool, typer.Option("--force", help="Replace a model that is there already.")] = False,
) -> None:
    """Train a model and write it to a folder. Needs the extra train.

    At the end, the table of bbclf evaluate for held-out pages: each is labelled by a model that has not seen its site,
    or has not seen the page where there are few sites.

    Without --base, training ends when pages that a network is not trained on are labelled no better; early_stopping in
    the file of --params turns that off.

    Examples:

        bbclf train labelled.jsonl --base default --out models/ours

        bbclf train labelled.jsonl --out models/own --params params.toml
    """
    from itertools import chain

    from bbclf.dataset import read_dataset
    from bbclf.fit import TrainParams, adapt_model, fit_model, read_params
    from bbclf.model import check_target, load_model, save_model

    check_target(out, force=force)
    chosen = TrainParams() if params is None else read_params(params)
    base_model = None if base is None else load_model(None if base == "default" else base)
    pages = list(chain.from_iterable(map(read_dataset, data)))
    if base_model is None:
        fitted = fit_model(pages, chosen, report=say, jobs=jobs)
    else:
        fitted = adapt_model(pages, base_model, chosen, report=say)
    save_model(fitted.model, out, _card(fitted.model.manifest), force=force)
    say(f"model written to {out}; held-out pages:")
    typer.echo(_held_out_table(fitted, base_model), nl=False)


def _held_out_table(fitted: Fitted, base: Model | None) -> str:
    """How well held-out pages are labelled, by the base too if there is one."""
    from bbclf.classifier import LineClassifier
    from bbclf.evaluation import compare_reports, evaluate, score_pages, table

    report = score_pages(fitted.model.version, fitted.held_out())
    if base is None:
        return table(report)
    of_base = evaluate(LineClassifier(base), (page for page, _ in fitted.held_out()))
    return f"{table(report, of_base)}{compare_reports(report, of_base).sentence()}\n"


def _card(manifest: Mapping[str, Any]) -> str:
    """A model card of what is known about any trained model."""
    pages = ", ".join(f"{count:,} of view {view}" for view, count in manifest["data"]["pages"].items())
    languages = ", ".join(f"{name} ({count:,})" for name, count in manifest["data"]["languages"].items())
    base = f"- Adapted from the model {manifest['base']['version']}\n" if "base" in manifest else ""
    return (
        "# Model card\n\n"
        "Labels every line of a web page as content or boilerplate. Made by `bbclf train`.\n\n"
        f"{base}"
        f"- Pages: {pages}, from {manifest['data']['sites']:,} sites\n"
        f"- Languages: {languages}\n"
        "- Parameters, digest of the data, library versions and out-of-fold metrics: `manifest.json`\n"
    )
