"""``bbclf train``: fit a model to labelled pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["train"]


def train(
    data: Annotated[list[str], typer.Argument(metavar="DATA...", help="Labelled pages, JSONL.")],
    out: Annotated[Path, typer.Option(help="Folder to write the model to.")],
    params: Annotated[Path | None, typer.Option(help="TOML file of training parameters.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a model that is there already.")] = False,
) -> None:
    """Train a model and write it to a folder."""
