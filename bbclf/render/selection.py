"""Which lines of a labelled page come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import InputError
from bbclf.labels import BOILERPLATE, CONTENT, LABELS

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["selected_lines"]


def selected_lines(labelled: LabelledPage, label: str | None) -> NDArray[np.bool_]:
    """The lines of a page that are kept; see :meth:`bbclf.page.LabelledPage.kept`.

    Returns
    -------
    ndarray of bool, shape (n_lines,)

    Raises
    ------
    InputError
        `label` is not one of the three.
    """
    if label is None:
        return np.ones(len(labelled.page), dtype=np.bool_)
    if label not in LABELS:
        raise InputError(f"label must be '{CONTENT}', '{BOILERPLATE}' or None, got {label!r}")
    return labelled.is_boilerplate if label == BOILERPLATE else ~labelled.is_boilerplate
