"""Reports for people: HTML that shows every line with its label and its reasons, and needs no other file.

A file is :func:`report_start`, a :func:`page_section` for each page, and :func:`report_end`.
"""

from __future__ import annotations

from bbclf.render.report.document import report_end, report_start, shared_style
from bbclf.render.report.section import page_lines, page_section
from bbclf.render.report.standalone import StandaloneHtml

__all__ = ["StandaloneHtml", "page_lines", "page_section", "report_end", "report_start", "shared_style"]
