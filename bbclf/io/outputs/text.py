"""The kept lines as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from bbclf.io.outputs.base import OutputFormat, PageWriter, PlainWriter, as_utf8, ended
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.strip import strip_markup

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Text"]

_MARKS = {CONTENT: "+ ", BOILERPLATE: "- "}


class Text(OutputFormat):
    """The kept lines; where all lines are kept, each is marked ``+`` (content) or ``-`` (boilerplate)."""

    name = "text"
    suffix = ".txt"

    def render(self, labelled: LabelledPage) -> bytes:
        """The kept text, or every line with its mark, with a line end at the end."""
        if self.kept.keep == "all":
            return as_utf8("".join(f"{mark}{line}\n" for mark, line in self._marked_lines(labelled)))
        return as_utf8(ended(self.kept.of(labelled)))

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer that puts a blank line between pages."""
        return PlainWriter(stream, separator=b"\n")

    def _marked_lines(self, labelled: LabelledPage) -> Iterator[tuple[str, str]]:
        for line in labelled.lines:
            text = strip_markup(line.text) if self.kept.strip_markup else line.text
            if text:
                yield _MARKS[line.label], text
