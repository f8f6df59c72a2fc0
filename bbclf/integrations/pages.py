"""What the adapters share: a page of any view, labelled by a model that each process loads once."""

from __future__ import annotations

import os
from functools import cache

from bbclf.classifier import LineClassifier
from bbclf.errors import InputError
from bbclf.page import Page

__all__ = ["ModelPath", "check_threshold", "load_classifier", "make_page"]

ModelPath = str | os.PathLike[str] | None
"""A model folder; None is the packaged model."""


def load_classifier(model: ModelPath) -> LineClassifier:
    """The model at a path, loaded once in each process."""
    return _load(None if model is None else os.fspath(model))


@cache
def _load(model: str | None) -> LineClassifier:
    return LineClassifier.load(model)


def check_threshold(threshold: float | None, name: str = "threshold") -> float | None:
    """Make sure that a threshold is a probability, or None for the model's.

    Raises
    ------
    InputError
        It is neither.
    """
    if threshold is None:
        return None
    try:
        value = float(threshold)
    except (TypeError, ValueError):
        value = -1.0
    if not 0 <= value <= 1:
        raise InputError(f"{name} must be a number from 0 to 1, got {threshold!r}")
    return value


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
