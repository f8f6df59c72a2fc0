"""What the adapters share: a page of any view, labelled by a model that each process loads once."""

from __future__ import annotations

import os
from functools import cache

from bbclf.classifier import LineClassifier
from bbclf.page import Page

__all__ = ["ModelPath", "load_classifier", "make_page"]

ModelPath = str | os.PathLike[str] | None
"""A model folder; None is the packaged model."""


def load_classifier(model: ModelPath) -> LineClassifier:
    """The model at a path, loaded once in each process."""
    return _load(None if model is None else os.fspath(model))


@cache
def _load(model: str | None) -> LineClassifier:
    return LineClassifier.load(model)


def make_page(content: str | bytes, view: str) -> Page:
    """A page of HTML or text.

    Parameters
    ----------
    content : str or bytes
        Bytes only for HTML.
    view : {"html", "auto", "text", "leftover"}

    Raises
    ------
    InputError
        The content is of another type, or exceeds a limit.
    """
    if view == "html":
        return Page.from_html(content)
    return Page.from_text(content, view=view)  # type: ignore[arg-type]  # it says what bytes need
