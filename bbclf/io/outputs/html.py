"""The kept part of a page as HTML."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from bbclf.io.items import Record
from bbclf.io.outputs.base import OutputFormat, PageWriter, as_utf8, ended

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Html"]

START = b'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n</head>\n<body>\n'
END = b"</body>\n</html>\n"


class Html(OutputFormat):
    """One HTML file with an ``<article>`` for each page: its own elements that hold kept lines, without scripts."""

    name = "html"
    suffix = ".html"
    heeds = frozenset(("keep", "headline", "comments", "links"))

    def render(self, labelled: LabelledPage) -> bytes:
        """The article of a page."""
        return as_utf8(f"<article>\n{ended(self.kept.html_of(labelled))}</article>\n")

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer of articles, between the head of the file and its end."""
        return _HtmlWriter(stream)


class _HtmlWriter:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        stream.write(START)

    def write(self, record: Record, rendered: bytes) -> None:
        self._stream.write(rendered)

    def close(self) -> None:
        self._stream.write(END)
