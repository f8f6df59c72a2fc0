"""``bbclf predict --keep all`` in a terminal: labels in colour, probabilities as bars, the names of pages."""

from __future__ import annotations

import io
import os
import sys
from typing import IO, TYPE_CHECKING

from bbclf.cli.messages import visible
from bbclf.files import STDIO
from bbclf.io.items import Record
from bbclf.io.outputs import OUTPUTS, Keep, OutputFormat
from bbclf.io.outputs.base import PageWriter, as_utf8
from bbclf.labels import CONTENT, MARKS

if TYPE_CHECKING:
    from rich.text import Text

    from bbclf.page import LabelledLine, LabelledPage

__all__ = ["TerminalText", "bar", "for_terminal"]

BAR_WIDTH = 5
"""Characters of the bar of probability 1."""

EIGHTHS = " ▏▎▍▌▋▊▉"


def for_terminal(format: type[OutputFormat], keep: Keep, output: str) -> type[OutputFormat]:
    """The same format, or the one for a terminal: where all lines are written as text to a terminal with colours."""
    wanted = format is OUTPUTS["text"] and keep == "all" and output == STDIO
    return TerminalText if wanted and _has_colours() else format


def _has_colours() -> bool:
    """Whether standard output is a terminal that shows colours, to someone who wants them (https://no-color.org)."""
    if sys.stdout is None or not sys.stdout.isatty():  # None: closed
        return False
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class TerminalText(OutputFormat):
    """Every line with its label and its probability of boilerplate, those that are dropped dim."""

    name = "text"
    suffix = ".txt"

    def render(self, labelled: LabelledPage) -> bytes:
        """The lines of a page."""
        return _in_colour(*map(_shown, self.kept.lines_of(labelled)))

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer that puts the name of each page above it."""
        return _NamedPages(stream)


class _NamedPages:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._before = b""

    def write(self, record: Record, rendered: bytes) -> None:
        from rich.text import Text

        name = Text(visible(record.place.shown), style="bold")
        self._stream.write(self._before + _in_colour(name) + rendered)
        self._before = b"\n"

    def close(self) -> None:
        pass


def bar(p: float) -> str:
    """A probability as a bar of :data:`BAR_WIDTH` characters."""
    whole, rest = divmod(round(8 * BAR_WIDTH * p), 8)
    return ("█" * whole + EIGHTHS[rest] * bool(rest)).ljust(BAR_WIDTH)


def _shown(line: LabelledLine) -> Text:
    from rich.text import Text

    is_content = line.label == CONTENT
    colour = "green" if is_content else "red"
    shown = Text(style="" if is_content else "dim")
    shown.append(f"{MARKS[line.label]} {bar(line.p_boilerplate)} {line.p_boilerplate:.2f}  ", style=colour)
    return shown.append(visible(line.text))


def _in_colour(*lines: Text) -> bytes:
    from rich.console import Console

    stream = io.StringIO()
    console = Console(file=stream, force_terminal=True, color_system="standard", highlight=False, width=80)
    for line in lines:
        console.print(line, soft_wrap=True)
    return as_utf8(stream.getvalue())
