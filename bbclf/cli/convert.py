"""``bbclf convert``: labelled pages to the files of annotation tools, and back."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from bbclf.cli.messages import say
from bbclf.errors import InputError
from bbclf.files import STDIO

if TYPE_CHECKING:
    from bbclf.dataset import AnnotationTool
else:  # the same names, without loading numpy for --help
    AnnotationTool = Literal["label-studio", "doccano"]

__all__ = ["convert"]


def convert(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="Labelled pages, or what a tool has exported.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write; compressed if named .gz, .xz, .zst.")],
    to: Annotated[AnnotationTool | None, typer.Option(help="Write what this tool imports.")] = None,
    from_: Annotated[AnnotationTool | None, typer.Option("--from", help="Read what this tool exports.")] = None,
) -> None:
    """Take labelled pages to an annotation tool and back.

    A page becomes a text with one labelled span for each line. What it was made of goes with it, so that HTML, site,
    language, weights and marks of review come back; labels that people have changed win.

    Examples:

        bbclf convert labelled.jsonl --to label-studio -o tasks.json

        bbclf convert export.json --from label-studio -o labelled.jsonl
    """
    from bbclf.dataset import read_annotations, read_dataset, write_annotations, write_dataset
    from bbclf.io.apart import check_apart

    if str(output) == STDIO:
        raise InputError("pages are converted to a file: give --output FILE")
    check_apart([file], str(output), rejects=None)
    if (to is None) == (from_ is None):
        raise typer.BadParameter("give --to or --from, one of them")
    pages = read_dataset(file) if from_ is None else read_annotations(file, from_)
    first = next(pages, None)
    if first is None:  # an earlier file stays as it is
        raise InputError("no labelled page in it", path=file)
    converted = chain([first], pages)
    n_pages = write_dataset(output, converted) if to is None else write_annotations(output, converted, to)
    say(f"pages converted {n_pages:,}")
