"""``bbclf site-profile``: what recurs in the pages of each site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbclf.cli.choices import AUTO, resolve_from
from bbclf.cli.messages import say
from bbclf.cli.options import (
    RUN,
    FromOption,
    HtmlFieldOption,
    InputFieldOption,
    MaxErrorsOption,
    UrlFieldOption,
    ViewOption,
)  # fmt: skip
from bbclf.errors import InputError
from bbclf.files import STDIO
from bbclf.io.fields import Fields
from bbclf.io.inputs import Reading

if TYPE_CHECKING:
    from bbclf.site.profile import SiteProfile

__all__ = ["chosen_profile", "site_profile"]


def site_profile(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUTS...", help="Files, directories or globs; - is stdin.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Profile, JSON; compressed if named .gz.")],
    site: Annotated[
        str | None,
        typer.Option(help="All pages are of this site; by default each page's host is its site."),
    ] = None,
    from_: FromOption = AUTO,
    view: ViewOption = "auto",
    input_field: InputFieldOption = "text",
    html_field: HtmlFieldOption = "html",
    url_field: UrlFieldOption = "url",
    jobs: Annotated[
        int, typer.Option(min=1, help="Worker processes; the result is the same.", rich_help_panel=RUN)
    ] = 1,
    max_errors: MaxErrorsOption = 100,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.", rich_help_panel=RUN)] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Name all that is left out.", rich_help_panel=RUN)
    ] = False,
) -> None:
    """Count in how many pages of a site each line occurs, for bbclf predict --site-profile.

    The profile holds hashes of lines, not their text.

    Examples:

        bbclf site-profile crawl/ -o site.json

        bbclf site-profile crawl.warc.gz -o sites.json.gz --jobs 2
    """
    from bbclf.io.apart import check_apart
    from bbclf.io.readers import read_all
    from bbclf.io.sources import find_sources
    from bbclf.predict.labelling import label_items
    from bbclf.predict.left_out import LeftOut
    from bbclf.predict.profiling import KeyReader, count_pages
    from bbclf.predict.rejects import Rejects
    from bbclf.site.profile import SiteProfile

    if str(output) == STDIO:
        raise InputError("a profile goes to a file: give --output FILE")
    check_apart(inputs, str(output), rejects=None)
    format, text_view = resolve_from(from_, view)
    fields = Fields(text=input_field, html=html_field, url=url_field)
    items = read_all(find_sources(inputs, format, [str(output)]), Reading(fields, text_view, warn=say))
    profile, refused, left_out = SiteProfile(site), Rejects(say, max_errors), LeftOut(say, verbose)
    count_pages(label_items(items, KeyReader(site), jobs), profile, refused.add, left_out.add)
    if not profile.sites:
        raise InputError("no page could be read: there is nothing to make a profile of")
    profile.save(output)
    if not quiet:
        left_out.name_files()
        say(", ".join(filter(None, [profile.summary(), f"records failed {refused.count:,}", left_out.summary()])))
    if refused.count:
        raise typer.Exit(2)


def chosen_profile(
    mode: bool, path: str | None, inputs: list[str], make: Callable[[], SiteProfile]
) -> SiteProfile | None:
    """The profile that pages are judged by too: of --site-profile, or made of the input for --site-mode."""
    from bbclf.site.profile import SiteProfile

    if mode and path is not None:
        raise typer.BadParameter("--site-mode makes a profile, --site-profile reads one: give one of them")
    if mode and STDIO in inputs:
        raise typer.BadParameter("--site-mode reads its input twice, which standard input cannot be: name files")
    if mode:
        return make()
    return None if path is None else SiteProfile.load(path)
