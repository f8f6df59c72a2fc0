"""The kept part of a page as Markdown."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from bbclf.io.outputs.base import OutputFormat, PageWriter, PlainWriter, as_utf8, ended

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Markdown"]


class Markdown(OutputFormat):
    """Headings, lists, quotes, tables and code as Markdown; of a text, the kept text as it is."""

    name = "markdown"
    suffix = ".md"
    heeds = frozenset(("keep", "headline", "comments", "links"))

    def render(self, labelled: LabelledPage) -> bytes:
        """The Markdown of a page."""
        return as_utf8(ended(self.kept.markdown_of(labelled)))

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer that puts a blank line between pages."""
        return PlainWriter(stream, separator=b"\n")
