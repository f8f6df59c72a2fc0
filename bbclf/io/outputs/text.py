"""The kept lines as text."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from bbclf.io.outputs.base import OutputFormat, PageWriter, PlainWriter, as_utf8, ended
from bbclf.labels import MARKS

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Text"]


class Text(OutputFormat):
    """The kept lines; where all lines are kept, each is marked ``+`` (content) or ``-`` (boilerplate)."""

    name = "text"
    suffix = ".txt"

    def render(self, labelled: LabelledPage) -> bytes:
        """The kept text, or every line with its mark, with a line end at the end."""
        if self.kept.keep == "all":
            return as_utf8("".join(f"{MARKS[line.label]} {line.text}\n" for line in self.kept.lines_of(labelled)))
        return as_utf8(ended(self.kept.of(labelled)))

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer that puts a blank line between pages."""
        return PlainWriter(stream, separator=b"\n")
