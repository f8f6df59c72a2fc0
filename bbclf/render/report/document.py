"""The file that shows the lines of pages: what stands above them, how they look, and what keys and the mouse do."""

from __future__ import annotations

from functools import cache
from html import escape
from importlib.resources import files

from bbclf.render.report.standalone import StandaloneHtml

__all__ = ["report_end", "report_start", "shared_style"]


def report_start(title: str) -> str:
    """What comes before the sections of pages, see :func:`bbclf.render.report.page_section`."""
    header = _asset("header.html").replace("{title}", escape(title))
    return f"{_document().start(title)}{header}<main>\n"


def report_end() -> str:
    """What comes after them."""
    return f'</main>\n<aside id="reasons" aria-label="reasons for the label" hidden></aside>\n{_document().end()}'


def shared_style() -> str:
    """CSS of everything that shows labelled lines: colours, the header, the lines."""
    return _asset("lines.css")


@cache
def _document() -> StandaloneHtml:
    return StandaloneHtml(shared_style() + _asset("report.css"), _asset("report.js"))


@cache
def _asset(name: str) -> str:
    return files("bbclf.render.report").joinpath(name).read_text("utf-8")
