"""Options that several commands have, and the groups that ``--help`` shows options in."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from bbclf.cli.choices import FromChoice
from bbclf.steering import Favor
from bbclf.view import TextViewChoice

__all__ = [
    "DECISION", "INPUT", "OUTPUT", "RUN", "FavorOption", "FromOption", "HtmlFieldOption", "InputFieldOption",
    "MaxErrorsOption", "ModelOption", "SiteModeOption", "SiteProfileOption", "ThresholdOption", "UrlFieldOption",
    "ViewOption",
]  # fmt: skip

DECISION: Final = "Decision"
"""Group of options that choose the model and what it calls boilerplate."""

INPUT: Final = "Input"
OUTPUT: Final = "Output"
RUN: Final = "Run"
"""Groups of options: what is read, what is written, and how a run goes."""

ModelOption = Annotated[
    str | None,
    typer.Option(metavar="DIR", help="Model folder; the packaged model by default.", rich_help_panel=DECISION),
]

ThresholdOption = Annotated[
    str | None,
    typer.Option(
        metavar="P",
        help="Boilerplate from this probability on, 0 to 1, on every page; the model's thresholds by default.",
        rich_help_panel=DECISION,
    ),
]

FavorOption = Annotated[
    Favor | None,
    typer.Option(help="Use the model's thresholds for precision or for recall.", rich_help_panel=DECISION),
]

SiteModeOption = Annotated[
    bool,
    typer.Option(
        "--site-mode", help="Judge by the other pages of each site too; files are read twice.", rich_help_panel=DECISION
    ),
]

SiteProfileOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Judge by a profile that bbclf site-profile has made.", rich_help_panel=DECISION),
]

FromOption = Annotated[
    FromChoice,
    typer.Option("--from", help="Format of the input; by name and content by default.", rich_help_panel=INPUT),
]

ViewOption = Annotated[TextViewChoice, typer.Option(help="What texts are; guessed by default.", rich_help_panel=INPUT)]

InputFieldOption = Annotated[str, typer.Option(help="Field of records that holds the text.", rich_help_panel=INPUT)]

HtmlFieldOption = Annotated[
    str, typer.Option(help="Field of records that holds HTML; it goes first.", rich_help_panel=INPUT)
]

UrlFieldOption = Annotated[str, typer.Option(help="Field of records that holds the URL.", rich_help_panel=INPUT)]

MaxErrorsOption = Annotated[int, typer.Option(min=0, help="Bad records that do not end the run.", rich_help_panel=RUN)]
