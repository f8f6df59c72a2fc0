"""Content of single pages, with the packaged model."""

from __future__ import annotations

from functools import cache

from bbclf.classifier import LineClassifier
from bbclf.page import Page
from bbclf.steering import Favor

__all__ = ["clean_html", "clean_text"]


@cache
def _packaged() -> LineClassifier:
    return LineClassifier.load()


def clean_text(text: str, view: str = "auto", threshold: float | None = None, favor: Favor | None = None) -> str:
    """Content of a text, with the packaged model.

    Parameters
    ----------
    text : str
        One block per line: all visible text of a page, or what an extractor has left of it.
    view : {"auto", "text", "leftover"}
        See :meth:`bbclf.Page.from_text`.
    threshold : float, optional
    favor : {"precision", "recall"}, optional
        See :meth:`LineClassifier.load`.

    Returns
    -------
    str
        The text without its boilerplate lines, see :meth:`bbclf.page.LabelledPage.kept`.
    """
    return _packaged().label(Page.from_text(text, view=view), threshold, favor).text


def clean_html(html: str | bytes, threshold: float | None = None, favor: Favor | None = None) -> str:
    """Main content of an HTML page, with the packaged model.

    Parameters
    ----------
    html : str or bytes
        Bytes may be of any charset.
    threshold : float, optional
    favor : {"precision", "recall"}, optional
        See :meth:`LineClassifier.load`.

    Returns
    -------
    str
        Its content lines, see :meth:`bbclf.page.LabelledPage.kept`.
    """
    return _packaged().label(Page.from_html(html), threshold, favor).text
