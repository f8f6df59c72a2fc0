"""``bbclf predict``: label pages from files, directories, globs or standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bbclf.cli.choices import AUTO, ToChoice, check_heeded, extended, resolve_from, resolve_to
from bbclf.cli.messages import say
from bbclf.cli.options import (
    INPUT,
    OUTPUT,
    RUN,
    FavorOption,
    FromOption,
    HtmlFieldOption,
    InputFieldOption,
    MaxErrorsOption,
    ModelOption,
    SiteModeOption,
    SiteProfileOption,
    ThresholdOption,
    UrlFieldOption,
    ViewOption,
)  # fmt: skip
from bbclf.cli.progress import Bar
from bbclf.cli.site_profile import chosen_profile
from bbclf.cli.terminal import for_terminal
from bbclf.files import STDIO
from bbclf.io.destinations import Destination, FileDestination
from bbclf.io.fields import Fields
from bbclf.io.inputs import Reading
from bbclf.io.items import Found, Source
from bbclf.io.outputs import Keep, KeptText
from bbclf.limits import DEFAULT_LIMITS, MAX_PAGE_BYTES, Limits
from bbclf.steering import Steering

__all__ = ["predict"]

MAX_PAGE_MB = 65_536
"""More than any machine's memory can label; and sizes stay within the bounds of integers."""


def predict(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILES|DIRS|GLOBS|-]", help="What to label; standard input by default."),
    ] = None,
    from_: FromOption = AUTO,
    to: Annotated[
        ToChoice | None,
        typer.Option(
            help="Format of the output; by the name of --output by default, else text.", rich_help_panel=OUTPUT
        ),
    ] = None,
    keep: Annotated[
        Keep,
        typer.Option(
            help="Lines of the kept text; all marks them + and -, in colour in a terminal.", rich_help_panel=OUTPUT
        ),
    ] = "content",
    threshold: ThresholdOption = None,
    favor: FavorOption = None,
    site_mode: SiteModeOption = False,
    site_profile: SiteProfileOption = None,
    strip_markup: Annotated[
        bool,
        typer.Option(
            "--strip-markup",
            help="Kept text without short-codes, template braces, tags and &nbsp; in it.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    headline: Annotated[
        bool, typer.Option("--headline/--no-headline", help="Keep the page's headline.", rich_help_panel=OUTPUT)
    ] = True,
    comments: Annotated[
        bool, typer.Option("--comments", help="Keep the comments of readers.", rich_help_panel=OUTPUT)
    ] = False,
    links: Annotated[bool, typer.Option("--links", help="Links in Markdown.", rich_help_panel=OUTPUT)] = False,
    model: ModelOption = None,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes; the order is kept.", rich_help_panel=RUN)] = 1,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="File, or DIR/ for one file for each file of the input.", rich_help_panel=OUTPUT
        ),
    ] = STDIO,
    view: ViewOption = "auto",
    input_field: InputFieldOption = "text",
    html_field: HtmlFieldOption = "html",
    id_field: Annotated[str, typer.Option(help="Field of records that holds the id.", rich_help_panel=INPUT)] = "id",
    url_field: UrlFieldOption = "url",
    text_field: Annotated[
        str | None,
        typer.Option(
            help="Write the input's records with the kept text in this field, added or replaced.",
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    with_source: Annotated[
        bool,
        typer.Option(
            "--with-source",
            help="With --to jsonl: HTML, site and language too, as train reads them.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    lines: Annotated[
        bool,
        typer.Option(
            "--lines", help="With --to parquet: a nested column of lines, as jsonl has it.", rich_help_panel=OUTPUT
        ),
    ] = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume", help="With --output DIR/: leave alone what an earlier run completed.", rich_help_panel=RUN
        ),
    ] = False,
    rejects: Annotated[
        str | None, typer.Option(help="Copy bad records to this file; the exit code is then 0.", rich_help_panel=RUN)
    ] = None,
    max_errors: MaxErrorsOption = 100,
    max_page_mb: Annotated[
        int,
        typer.Option(
            min=1, max=MAX_PAGE_MB, help="Longer pages and records, decompressed, are bad.", rich_help_panel=INPUT
        ),
    ] = MAX_PAGE_BYTES // 2**20,
    max_seconds: Annotated[
        float | None,
        typer.Option(min=0.001, help="Pages that take longer are bad; no limit by default.", rich_help_panel=INPUT),
    ] = None,
    max_lines: Annotated[
        int, typer.Option(min=1, help="Pages of more lines are bad.", rich_help_panel=INPUT)
    ] = DEFAULT_LIMITS.lines,
    any_status: Annotated[
        bool,
        typer.Option(
            "--any-status", help="Responses of a crawl such as 404 and 301 are pages too.", rich_help_panel=INPUT
        ),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No summary and no progress bar.", rich_help_panel=RUN)
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            "-v",
            help="Name every file and record that is left out, not the first ten.",
            rich_help_panel=RUN,
        ),
    ] = False,
) -> None:
    """Label pages and print what is kept.

    Bad records are reported and counted, and the others labelled; the exit code is 2 if there were any.

    Examples:

        bbclf predict page.html

        bbclf predict crawl/ --output cleaned/ --jobs 2

        bbclf predict crawl.warc.gz --site-mode --output crawl.txt

        bbclf predict pages.jsonl.gz --text-field cleaned --output cleaned.jsonl.gz
    """
    from bbclf.io.apart import check_apart
    from bbclf.io.folder_destination import FolderDestination
    from bbclf.io.readers import read_all
    from bbclf.io.sources import find_sources
    from bbclf.predict.labeller import Labeller, load_classifier
    from bbclf.predict.labelling import label_items
    from bbclf.predict.left_out import LeftOut
    from bbclf.predict.profiling import profile_of
    from bbclf.predict.rejects import Rejects, open_rejects
    from bbclf.predict.run import run
    from bbclf.predict.settings import run_settings

    if resume and not _is_folder(output):
        raise typer.BadParameter("--resume needs --output DIR/: only whole files are known to be complete")
    input_format, text_view = resolve_from(from_, view)
    paths = paths or [STDIO]
    check_apart(paths, output, rejects)
    written = [path for path in (output, rejects) if path is not None and path != STDIO]
    sources = partial(find_sources, paths, input_format, written)
    kept = KeptText(keep, strip_markup, headline, comments, links)
    chosen = for_terminal(resolve_to(to, output, text_field is not None), keep, output)
    check_heeded(chosen, kept, fills_field=text_field is not None)
    steering = Steering.read(threshold, favor)
    if not quiet and (note := steering.note()):
        say(note)
    version = load_classifier(model, steering).model.version
    format = chosen(kept, version, text_field or "text")
    format = extended(format, with_source=with_source, with_lines=lines)
    max_bytes = max_page_mb * 2**20
    limits = Limits(max_bytes, max_lines)
    reading = Reading(Fields(input_field, html_field, id_field, url_field), text_view, max_bytes, any_status, say)
    profile_of_input = partial(profile_of, sources, reading, limits, jobs, max_seconds)
    site = chosen_profile(site_mode, site_profile, paths, profile_of_input)
    labeller = Labeller(model, steering, format, limits, site)
    left_out = LeftOut(say, verbose)
    show = not quiet and sys.stderr.isatty()
    if _is_folder(output):
        settings = run_settings(labeller, reading, input_format)
        destination: Destination = FolderDestination(output, format, settings, resume, say, rejects)
    else:
        destination = FileDestination(output, format)
    with ExitStack() as stack:
        stack.enter_context(destination)
        refused = Rejects(say, max_errors)
        if rejects is not None:
            refused = stack.enter_context(open_rejects(Path(rejects), say, max_errors, destination.finished_paths))
        bar = stack.enter_context(Bar(show))
        if show:
            bar.n_bytes = _size(sources())
        items = read_all(destination.unfinished(sources()), reading, bar.on_bytes)
        counts = run(label_items(items, labeller, jobs, max_seconds), destination, refused, left_out, bar.on_counts)
    if not quiet:
        left_out.name_files()
        say(", ".join(filter(None, [counts.summary(), left_out.summary()])))
    if counts.n_rejected and rejects is None:
        raise typer.Exit(2)


def _is_folder(output: str) -> bool:
    """Whether --output names a folder, which need not exist."""
    return output.endswith(os.sep) or os.path.isdir(output)


def _size(sources: Iterable[Found]) -> int:
    """Bytes of the files among the sources; standard input has no size."""
    size = 0
    for source in sources:
        if isinstance(source, Source) and source.path != STDIO:
            with suppress(OSError):  # gone since: reading it will say so
                size += os.path.getsize(source.path)
    return size
