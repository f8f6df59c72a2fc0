"""``bbclf review``: a person corrects labels in a browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from bbclf.cli.messages import say
from bbclf.cli.options import FavorOption, ModelOption, ThresholdOption, ViewOption
from bbclf.errors import InputError
from bbclf.files import STDIO
from bbclf.steering import Steering

__all__ = ["review"]


def review(
    pages: Annotated[
        list[str], typer.Argument(metavar="PAGES...", help="Labelled pages (JSONL), or files, directories and globs.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Labelled pages, JSONL; continued if it exists. By default a dataset itself is changed.",
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on loopback; any that is free by default.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the address in a browser.")] = True,
    view: ViewOption = "auto",
    model: ModelOption = None,
    threshold: ThresholdOption = None,
    favor: FavorOption = None,
) -> None:
    """Correct labels by keyboard in a browser, the most doubtful lines first.

    Pages without labels are labelled by the model first. Every keystroke is saved at once, as labelled data that train
    and evaluate read. Ctrl-C ends the review, and the same command continues it.

    Examples:

        bbclf review labelled.jsonl

        bbclf review crawl/ -o labelled.jsonl --no-browser
    """
    from bbclf.classifier import LineClassifier
    from bbclf.review import Review, ReviewServer, is_dataset, read_drafts

    if output is None and len(pages) == 1 and is_dataset(pages[0]):
        output = Path(pages[0]).resolve()  # a link stays a link
    if output is None or str(output) == STDIO:
        raise InputError("a review needs a file to save to: give --output FILE")
    steering = Steering.read(threshold, favor)
    classifier = LineClassifier.load(model, steering.threshold, steering.favor)
    drafts = read_drafts(pages, output, classifier, view, say)
    with Review(drafts, output) as opened, ReviewServer(opened, port) as server:
        n_before = sum(page.n_reviewed for page in opened.pages)
        say(f"{len(opened.pages):,} pages, {n_before:,} lines reviewed before; open {server.address}  (Ctrl-C ends)")
        if browser:
            webbrowser.open(server.address)
        try:
            server.serve()
        except SystemExit:  # Ctrl-C, the way to end
            n_reviewed = sum(page.n_reviewed for page in opened.pages) - n_before
            say(f"{n_reviewed:,} lines reviewed; all of them are in {output}")
