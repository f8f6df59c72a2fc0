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
    """Content of a text, by the packaged model.

    Parameters
    ----------
    text : str
        All visible text of a page, or what an extractor has left of it; each line is labelled.
    view : {"auto", "text", "leftover"}
        See :meth:`bbclf.Page.from_text`.
    threshold : float, optional
        See :meth:`bbclf.LineClassifier.load`.
    favor : {"precision", "recall"}, optional
        See :meth:`bbclf.LineClassifier.load`.

    Returns
    -------
    str
        The text without its boilerplate lines, see :meth:`bbclf.LabelledPage.kept`.

    Raises
    ------
    InputError
        `text` is not a str or exceeds a limit (:class:`bbclf.Limits`), or an option is not valid.
    """
    return _packaged().label(Page.from_text(text, view=view), threshold, favor).text


def clean_html(html: str | bytes, threshold: float | None = None, favor: Favor | None = None) -> str:
    """Content of a page of HTML, by the packaged model.

    Parameters
    ----------
    html : str or bytes
        Bytes may be of any charset.
    threshold : float, optional
        See :meth:`bbclf.LineClassifier.load`.
    favor : {"precision", "recall"}, optional
        See :meth:`bbclf.LineClassifier.load`.

    Returns
    -------
    str
        Its content lines, see :meth:`bbclf.LabelledPage.kept`.

    Raises
    ------
    InputError
        `html` is neither str nor bytes, is a path or an address, or exceeds a limit, or an option is not valid.
    """
    return _packaged().label(Page.from_html(html), threshold, favor).text
