"""Commands whose ``--help`` shows options in groups, while errors stay plain lines."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

__all__ = ["PanelCommand"]


class PanelCommand(TyperCommand):
    """A command with help by rich; how errors look is for the application to say."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "rich_markup_mode": "rich"})
