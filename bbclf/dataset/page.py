"""A page with the true label of each line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bbclf.page import Page

__all__ = ["TrainingPage", "check_is_labelled"]


@dataclass(frozen=True, slots=True, eq=False)
class TrainingPage:
    """A page with the true label of each line.

    Attributes
    ----------
    page : Page
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float32, shape (n_lines,)
        What each line counts for; 0 for a line whose label could not be decided.
    lang, site, source : str or None
        Language, the site that folds are made by, and the collection that the page comes from.
    html : str or None
        What an ``html`` page was made of; None for the other views.
    reviewed : ndarray of bool, shape (n_lines,), or None
        Lines whose label a person has given or confirmed; None where nothing tells.
    """

    page: Page
    is_boilerplate: NDArray[np.bool_]
    weight: NDArray[np.float32]
    lang: str | None = None
    site: str | None = None
    source: str | None = None
    html: str | None = None
    reviewed: NDArray[np.bool_] | None = None


def check_is_labelled(page: TrainingPage) -> TrainingPage:
    """Refuse what is no page with true labels.

    Returns
    -------
    TrainingPage
        `page` itself.

    Raises
    ------
    TypeError
        It is something else.
    """
    if isinstance(page, TrainingPage):
        return page
    raise TypeError(
        f"expected a TrainingPage, got {type(page).__name__}: bbclf.read_dataset reads them, and bbclf label makes them"
        " of pages with known text"
    )
