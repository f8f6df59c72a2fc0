"""Pages of two sources that were written as XML: ``<iframe/>`` hides all that follows from a parser of HTML."""

from __future__ import annotations

import re

from bbclf.page import Page

__all__ = ["WRITTEN_AS_XML", "html_again", "truth_again"]

WRITTEN_AS_XML = ("careercoach", "harvest_forum")

_CLOSED_IN_ITSELF = re.compile(r"<(iframe|noscript|script|select|style|textarea|title)\b([^<>]*)/>")


def html_again(html: str) -> str:
    """The page as it was on the web, elements without content written with their end tags."""
    return _CLOSED_IN_ITSELF.sub(r"<\1\2></\1>", html)


def truth_again(truth: str) -> str:
    """The lines of a truth, of which some posts are HTML."""
    return "\n".join(Page.from_html(truth).lines) if "<p>" in truth else truth
