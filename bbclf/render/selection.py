"""Which lines of a labelled page come back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.comments import find_comments
from bbclf.errors import InputError
from bbclf.headline import headline_lines
from bbclf.labels import BOILERPLATE, CONTENT, LABELS
from bbclf.page import LabelledPage

__all__ = ["selected_lines"]


def selected_lines(
    labelled: LabelledPage, label: str | None, *, headline: bool = True, comments: bool = False
) -> NDArray[np.bool_]:
    """The lines of a page that are kept; see :meth:`bbclf.page.LabelledPage.kept`.

    Returns
    -------
    ndarray of bool, shape (n_lines,)

    Raises
    ------
    InputError
        `label` is not one of the three.
    """
    is_boilerplate = labelled.is_boilerplate
    if label is None:
        keep = np.ones(len(labelled.page), dtype=np.bool_)
    elif label in LABELS:
        keep = is_boilerplate.copy() if label == BOILERPLATE else ~is_boilerplate
    else:
        raise InputError(f"label must be '{CONTENT}', '{BOILERPLATE}' or None, got {label!r}")
    if comments:
        keep |= find_comments(labelled.page)
    if not headline:
        keep &= ~headline_lines(labelled.page, is_boilerplate)
    return keep
