"""``bbclf predict``: label pages from files, directories, globs or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbclf.cli.progress import Bar
from bbclf.errors import OutputError, one_line
from bbclf.files import COMPRESSED_SUFFIXES, STDIO
from bbclf.io.formats import InputFormat, Keep, OutputFormat, TextView
from bbclf.limits import DEFAULT_LIMITS, MAX_PAGE_BYTES, Limits

if TYPE_CHECKING:
    from bbclf.io.sources import Found
    from bbclf.io.writers import Output
    from bbclf.predict.run import Rejects

__all__ = ["predict"]


def predict(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES|DIRS|GLOBS|-]", help="What to label; standard input by default."),
    ] = None,
    from_: Annotated[
        InputFormat, typer.Option("--from", help="Format of the input; by name and content by default.")
    ] = InputFormat.AUTO,
    to: Annotated[
        OutputFormat | None,
        typer.Option(help="Format of the output; by the name of --output by default, else text."),
    ] = None,
    keep: Annotated[Keep, typer.Option(help="Lines of the kept text; all marks them + and -.")] = Keep.CONTENT,
    threshold: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Boilerplate from this probability on; the model's by default."),
    ] = None,
    strip_markup: Annotated[
        bool,
        typer.Option("--strip-markup", help="Kept text without short-codes, template braces, tags and &nbsp; in it."),
    ] = False,
    model: Annotated[str | None, typer.Option(help="Model folder; the packaged model by default.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes; the order is kept.")] = 1,
    output: Annotated[
        str, typer.Option("--output", "-o", help="File, or DIR/ for one file for each file of the input.")
    ] = STDIO,
    view: Annotated[TextView, typer.Option(help="What texts are; guessed by default.")] = TextView.AUTO,
    input_field: Annotated[str, typer.Option(help="Field of records that holds the text.")] = "text",
    html_field: Annotated[str, typer.Option(help="Field of records that holds HTML; it goes first.")] = "html",
    id_field: Annotated[str, typer.Option(help="Field of records that holds the id.")] = "id",
    url_field: Annotated[str, typer.Option(help="Field of records that holds the URL.")] = "url",
    text_field: Annotated[
        str | None,
        typer.Option(help="Write the input's records with the kept text in this field, added or replaced."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="With --output DIR/: leave alone what an earlier run completed.")
    ] = False,
    rejects: Annotated[
        Path | None, typer.Option(help="Copy bad records to this file; the exit code is then 0.")
    ] = None,
    max_errors: Annotated[int, typer.Option(min=0, help="Bad records that do not end the run.")] = 100,
    max_page_mb: Annotated[
        int, typer.Option(min=1, help="Longer pages and records, decompressed, are bad.")
    ] = MAX_PAGE_BYTES // 2**20,
    max_lines: Annotated[int, typer.Option(min=1, help="Pages of more lines are bad.")] = DEFAULT_LIMITS.lines,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary and no progress bar.")] = False,
) -> None:
    """Label pages and print what is kept.

    Bad records are reported and counted, and the others labelled; the exit code is 2 if there were any.
    """
    from bbclf.io.readers import Fields, read_all
    from bbclf.io.sources import Source, check_apart, find_sources
    from bbclf.predict.labelling import Labeller, label_items, load_classifier
    from bbclf.predict.rendering import Renderer
    from bbclf.predict.run import forget_unfinished, run

    format = to or _format_of(output, text_field)
    target = _output(output, format, text_field or "text", resume)
    paths = paths or [STDIO]
    written = [path for path in (output, str(rejects or STDIO)) if path != STDIO]
    check_apart(paths, written)
    sources = partial(find_sources, paths, from_, written)
    if resume and rejects is not None:
        finished = set(sources()).difference(target.unfinished(sources()))
        forget_unfinished(rejects, {source.path for source in finished if isinstance(source, Source)})
    renderer = Renderer(format, keep, load_classifier(model).model.version, strip_markup)
    max_bytes = max_page_mb * 2**20
    labeller = Labeller(model, threshold, renderer, Limits(max_bytes, max_lines))
    fields = Fields(input_field, html_field, id_field, url_field, view)
    show = not quiet and sys.stderr.isatty()
    with target, _rejects(rejects, max_errors, resume) as refused, Bar(show) as bar:
        if show:
            bar.n_bytes = _size(sources())
        items = read_all(target.unfinished(sources()), fields, _warn, bar.on_bytes, max_bytes)
        counts = run(label_items(items, labeller, jobs), target, refused, bar.on_counts)
    if not quiet:
        print(f"bbclf: {counts.summary()}", file=sys.stderr)
    if counts.n_rejected and rejects is None:
        raise typer.Exit(2)


def _format_of(output: str, text_field: str | None) -> OutputFormat:
    """The format that the options imply."""
    path = Path(output)
    suffix = Path(path.stem).suffix if path.suffix in COMPRESSED_SUFFIXES else path.suffix
    if suffix == ".parquet":
        return OutputFormat.PARQUET
    if text_field is not None:
        return OutputFormat.RECORD
    return {".jsonl": OutputFormat.JSONL, ".html": OutputFormat.HTML}.get(suffix, OutputFormat.TEXT)


def _output(path: str, format: OutputFormat, text_field: str, resume: bool) -> Output:
    from bbclf.io.writers import FileOutput, MirrorOutput

    if path.endswith(os.sep) or os.path.isdir(path):
        return MirrorOutput(path, format, text_field, resume)
    if resume:
        raise typer.BadParameter("--resume needs --output DIR/: only whole files are known to be complete")
    return FileOutput(path, format, text_field)


@contextmanager
def _rejects(path: Path | None, max_errors: int, keep: bool) -> Iterator[Rejects]:
    from bbclf.predict.run import Rejects

    if path is None:
        yield Rejects(_warn, max_errors)
        return
    try:
        stream = path.open("ab" if keep else "wb")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    with stream:
        yield Rejects(_warn, max_errors, stream)


def _size(sources: Iterable[Found]) -> int:
    """Bytes of the files among the sources; standard input has no size."""
    from bbclf.io.sources import Source

    size = 0
    for source in sources:
        if isinstance(source, Source) and source.path != STDIO:
            with suppress(OSError):  # gone since: reading it will say so
                size += os.path.getsize(source.path)
    return size


def _warn(message: str) -> None:
    print(f"bbclf: {one_line(message)}", file=sys.stderr)
