"""Which lines of a labelled page come back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.comments import find_comments
from bbclf.errors import InputError
from bbclf.headline import find_headline
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
        keep &= ~_says_headline(labelled)
    return keep


def _says_headline(labelled: LabelledPage) -> NDArray[np.bool_]:
    """The lines of the headline, and those that repeat it."""
    lines = labelled.page.lines
    found = find_headline(labelled.page, labelled.is_boilerplate)
    if found is None:
        return np.zeros(len(lines), dtype=np.bool_)
    repeated = {found.text, " ".join(lines[i] for i in found.lines)}
    says = np.array([line in repeated for line in lines], dtype=np.bool_)
    says[found.lines] = True
    return says
