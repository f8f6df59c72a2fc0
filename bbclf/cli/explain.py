"""``bbclf explain``: why lines are labelled as they are."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from bbclf.cli.messages import visible
from bbclf.cli.options import FavorOption, ModelOption, SiteProfileOption, ThresholdOption
from bbclf.errors import InputError
from bbclf.files.jsonl import dump_record
from bbclf.io.items import Record, Rejected
from bbclf.steering import Steering
from bbclf.view import TextViewChoice

if TYPE_CHECKING:
    from bbclf.page import Explanation, LabelledPage, Page

__all__ = ["bars", "explain"]

MAX_LINES = 10
"""Lines that are explained unless one is asked for: the most doubtful ones."""

BAR_WIDTH = 20
"""Characters of the longest bar."""

MAX_TEXT = 100
"""Characters of a line that are shown."""


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="One page: HTML or text.")],
    line: Annotated[int | None, typer.Option(min=1, help="The line of this number, from 1.")] = None,
    match: Annotated[str | None, typer.Option(metavar="TEXT", help="Lines that hold this text.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, with each column.")] = False,
    view: Annotated[TextViewChoice, typer.Option(help="What a text is; guessed by default.")] = "auto",
    model: ModelOption = None,
    threshold: ThresholdOption = None,
    favor: FavorOption = None,
    site_profile: SiteProfileOption = None,
) -> None:
    """Show what speaks for boilerplate and what for content, as parts of a line's log-odds.

    Without --line or --match, the lines that are closest to the threshold are explained.

    Examples:

        bbclf explain page.html --match "Read more"

        bbclf explain page.txt --line 12 --json
    """
    from bbclf.classifier import LineClassifier
    from bbclf.site.profile import SiteProfile

    if line is not None and match is not None:
        raise InputError("--line and --match both choose lines: give one of them")
    site = None if site_profile is None else SiteProfile.load(site_profile)
    steering = Steering.read(threshold, favor)
    page = _read_page(file, view)
    labelled = LineClassifier.load(model, steering.threshold, steering.favor).label(page, site=site)
    for explanation in labelled.explain_lines(_chosen_lines(labelled, line, match, file)):
        if as_json:
            typer.echo(dump_record(explanation.as_json()), nl=False)
        else:
            typer.echo(bars(explanation))


def _chosen_lines(labelled: LabelledPage, line: int | None, match: str | None, file: str) -> list[int]:
    """Numbers of the lines to explain, from 0."""
    lines = labelled.page.lines
    if line is not None:
        if line > len(lines):
            raise InputError(f"there is no line {line}: the page has {len(lines)}", path=file)
        return [line - 1]
    if match is not None:
        holding = [number for number, text in enumerate(lines) if match in text]
        if not holding:
            raise InputError(f"no line holds {match!r}: --line takes a number from 1 to {len(lines)}", path=file)
        return holding
    doubt = abs(labelled.p_boilerplate - labelled.threshold)
    return sorted(doubt.argsort(kind="stable")[:MAX_LINES].tolist())


def bars(explanation: Explanation) -> str:
    """An explanation as text: the line, then a bar for each reason, to the right for boilerplate.

    Parameters
    ----------
    explanation : Explanation

    Returns
    -------
    str
        Ends with a newline.
    """
    text = visible(explanation.text if len(explanation.text) <= MAX_TEXT else explanation.text[: MAX_TEXT - 1] + "…")
    rows = [
        f"line {explanation.number + 1}: {text}",
        f"{explanation.label}: p_boilerplate {explanation.p_boilerplate:.3f}, threshold {explanation.threshold:.3f}",
        f"  {'log-odds':>8}  {'content':<{BAR_WIDTH}} | {'boilerplate':>{BAR_WIDTH}}",
    ]
    strongest = max((abs(reason.log_odds) for reason in explanation.reasons), default=0) or 1
    for reason in explanation.reasons:
        bar = "█" * round(BAR_WIDTH * abs(reason.log_odds) / strongest)
        left, right = ("", bar) if reason.log_odds > 0 else (bar, "")
        rows.append(f"  {reason.log_odds:+8.2f}  {left:>{BAR_WIDTH}} | {right:<{BAR_WIDTH}}  {reason.name}")
    rows.append(f"  {explanation.base:+8.2f}  the page's mean line")
    rows.append(f"  {explanation.log_odds:+8.2f}  together")
    return "\n".join(row.rstrip() for row in rows) + "\n"


def _read_page(file: str, view: TextViewChoice) -> Page:
    """The only page of a file."""
    from bbclf.io.inputs import Reading
    from bbclf.io.readers import read_all
    from bbclf.io.sources import find_sources

    items = read_all(find_sources([file]), Reading(view=view))
    found = list(islice((item for item in items if isinstance(item, Record | Rejected)), 2))
    if len(found) != 1:
        raise InputError(f"expected one page, found {'several' if found else 'none'}", path=file)
    if isinstance(found[0], Rejected):
        raise InputError(found[0].reason, path=file)
    return found[0].body.read().page
