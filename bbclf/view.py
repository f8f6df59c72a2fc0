"""Views: where the lines of a page come from, and with that which network and threshold of the model label them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeVar, get_args

from bbclf.errors import InputError

__all__ = [
    "NETWORK_OF",
    "TEXT_VIEW_CHOICES",
    "VIEWS",
    "VIEW_CHOICES",
    "TextView",
    "TextViewChoice",
    "View",
    "ViewChoice",
    "check_view",
]

View = Literal["html", "text", "leftover"]
"""Raw HTML, all visible text of a page, or text that an extractor has cleaned."""

TextView = Literal["text", "leftover"]

TextViewChoice = Literal["auto", "text", "leftover"]
"""What a user says of a text; ``auto`` leaves it to :func:`bbclf.page.guess_text_view`."""

ViewChoice = Literal["auto", "text", "leftover", "html"]

VIEWS: tuple[View, ...] = get_args(View)

NETWORK_OF: dict[View, View] = {"html": "html", "text": "text", "leftover": "text"}
"""Which network labels the pages of a view. Text has one network: whether an extractor has cleaned it already
only moves the threshold."""

TEXT_VIEW_CHOICES: tuple[TextViewChoice, ...] = get_args(TextViewChoice)
VIEW_CHOICES: tuple[ViewChoice, ...] = get_args(ViewChoice)

AnyView = TypeVar("AnyView", bound=str)


def check_view(view: object, choices: Sequence[AnyView]) -> AnyView:
    """Make sure that a view is one of those that are possible.

    Parameters
    ----------
    view : object
        As a user or a file gives it.
    choices : sequence of str
        :data:`VIEWS`, :data:`TEXT_VIEW_CHOICES` or :data:`VIEW_CHOICES`.

    Returns
    -------
    str
        The view.

    Raises
    ------
    InputError
        It is none of the choices.
    """
    for choice in choices:
        if view == choice:
            return choice
    *first, last = map(repr, choices)
    raise InputError(f"view must be {', '.join(first)} or {last}, got {view!r}")
