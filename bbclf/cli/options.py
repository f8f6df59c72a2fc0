"""Options that several commands have, and the groups that ``--help`` shows options in."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from bbclf.steering import Favor

__all__ = [
    "DECISION", "INPUT", "OUTPUT", "RUN", "FavorOption", "ModelOption", "SiteModeOption", "SiteProfileOption",
    "ThresholdOption",
]  # fmt: skip

DECISION: Final = "Decision"
"""Group of options that choose the model and what it calls boilerplate."""

INPUT: Final = "Input"
OUTPUT: Final = "Output"
RUN: Final = "Run"
"""Groups of the options of ``bbclf predict``: what it reads, what it writes, and how it goes about it."""

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
