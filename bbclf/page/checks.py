"""What is given as a page and is none: a text in place of a page, HTML in place of a text, a path in place of HTML."""

from __future__ import annotations

import os
import re
import warnings
from typing import TypeVar

from bbclf.errors import InputError

__all__ = ["check_is_html", "check_is_page", "check_is_url", "warn_of_html"]

MAX_ADDRESS = 2_048
"""Characters of a path or a URL."""

_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>]+|(?://|www\.)[\w-]+\.[^\s<>]+", re.I)
_ENDING = r"\.(?:aspx?|gz|html?|jsonl?|md|mhtml?|parquet|pdf|php|txt|warc|wet|xhtml|xz|zst)"
_ROOT = r"(?:~|\.{1,2}|[a-z]:)?[/\\]"
_NAME = r"[\w.-]+"
_PATH = re.compile(
    rf"[^\s<>]*{_ENDING}|{_ROOT}[^\r\n<>]*{_ENDING}|(?:{_ROOT}{_NAME}|(?:~|\.{{1,2}}))[/\\]{_NAME}[\w.\-/\\]*", re.I
)
"""With an ending that pages and archives have, or of two names: "/1" may be all that a page says."""

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


def check_is_url(url: object) -> None:
    """Refuse an address that is no text, such as the missing value of a table, or an object of an HTTP client.

    Raises
    ------
    InputError
        `url` is neither str nor None.
    """
    if url is not None and not isinstance(url, str):
        raise InputError(f"a page's url must be str or None, got {type(url).__name__}: give str(url), or None")


def warn_of_html(text: str) -> None:
    """Warn of a text that is HTML."""
    if _DOCUMENT.match(text) or _FRAGMENT.fullmatch(text):
        message = "this text is HTML, and its tags will be read as words: use Page.from_html (or clean_html)"
        warnings.warn(message, UserWarning, stacklevel=3)
