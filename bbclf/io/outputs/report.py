"""A page for people that shows every line with its label and its reasons."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from bbclf.io.items import Record
from bbclf.io.outputs.base import OutputFormat, PageWriter, as_utf8

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Report"]

TITLE = "Lines of content and boilerplate"


class Report(OutputFormat):
    """One HTML file with a section for each page."""

    name = "report"
    suffix = ".html"
    heeds = frozenset()  # it has every line

    def render(self, labelled: LabelledPage) -> bytes:
        """The lines of a page."""
        from bbclf.render.report import page_lines  # loads numpy, which listing the formats must not

        page = labelled.page
        return as_utf8(page_lines(labelled, " ".join(filter(None, dict.fromkeys((page.id, page.url))))))

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer of sections, between the head of the file and its end."""
        return _ReportWriter(stream)


class _ReportWriter:
    def __init__(self, stream: IO[bytes]) -> None:
        from bbclf.render.report import report_start

        self._stream = stream
        stream.write(report_start(TITLE).encode())

    def write(self, record: Record, rendered: bytes) -> None:
        from bbclf.render.report import page_section

        self._stream.write(as_utf8(page_section(record.place.shown, rendered.decode())))

    def close(self) -> None:
        from bbclf.render.report import report_end

        self._stream.write(report_end().encode())
