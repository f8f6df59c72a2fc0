"""What is given as a page and is none: a text in place of a page, HTML in place of a text, a path in place of HTML."""

from __future__ import annotations

import os
import re
import warnings
from typing import TypeVar

from bbclf.errors import InputError

__all__ = ["check_is_html", "check_is_page", "warn_of_html"]

MAX_ADDRESS = 2_048
"""Characters of a path or a URL."""

_URL = re.compile(r"(?:https?|file)://\S+", re.I)
_PATH = re.compile(r"[^\s<>]*\.(?:aspx?|gz|html?|jsonl?|md|mhtml?|parquet|pdf|php|txt|warc|wet|xhtml|xz|zst)", re.I)

_DOCUMENT = re.compile(
    r"\ufeff?\s*(?:<!--(?:(?!-->).)*-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S
)
_FRAGMENT = re.compile(
    r"\s*<(?:article|div|h[1-6]|main|ol|p|section|table|ul)(?:\s[^<>]*)?>.*</[a-z][a-z0-9]*>\s*", re.I | re.S
)

AnyPage = TypeVar("AnyPage")


def check_is_page(page: AnyPage) -> AnyPage:
    """Refuse what is no :class:`~bbclf.page.Page`.

    Parameters
    ----------
    page : object

    Returns
    -------
    Page
        `page` itself.

    Raises
    ------
    TypeError
        It is something else.
    """
    from bbclf.page.page import Page  # which checks what it is made of with this module

    if isinstance(page, Page):
        return page
    raise TypeError(
        f"expected a Page, got {type(page).__name__}: make one with Page.from_html for HTML, or Page.from_text for text"
    )


def check_is_html(html: object) -> None:
    """Refuse a path or URL in the place of HTML.

    Parameters
    ----------
    html : object

    Raises
    ------
    InputError
        `html` is a path object, or a str or bytes of a single path or URL.
    """
    if isinstance(html, os.PathLike):
        raise InputError(f"expected HTML, got the path {os.fspath(html)!r}: read the file and give its bytes")
    if not isinstance(html, str | bytes) or len(html) > MAX_ADDRESS:
        return
    text = (html if isinstance(html, str) else html.decode("utf-8", "replace")).strip()
    if _URL.fullmatch(text):
        raise InputError(f"expected HTML, got the URL {text!r}: fetch it and give the bytes of the response")
    if _PATH.fullmatch(text):
        raise InputError(f"expected HTML, got the path {text!r}: read the file and give its bytes")


def warn_of_html(text: str) -> None:
    """Warn of a text that is HTML."""
    if _DOCUMENT.match(text) or _FRAGMENT.fullmatch(text):
        message = "this text is HTML, and its tags will be read as words: use Page.from_html (or clean_html)"
        warnings.warn(message, UserWarning, stacklevel=3)
