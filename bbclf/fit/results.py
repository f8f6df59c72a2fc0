"""What training returns: the model, and out-of-fold results of each view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.fit.cross_fit import OutOfFold
from bbclf.model import Model
from bbclf.page import LabelledPage
from bbclf.steering import Favor
from bbclf.view import View

__all__ = ["Fitted", "ViewFit"]


@dataclass(frozen=True, slots=True, eq=False)
class ViewFit:
    """Out-of-fold results of one view.

    Attributes
    ----------
    pages : list of TrainingPage
    cross : OutOfFold
        In the order of `pages`.
    threshold : float
        Of the view.
    favor : dict of str to float
        Thresholds of the view for precision and for recall; empty if a base has none.
    thresholds : ndarray of float64, shape (n_pages,)
        Of each page (:mod:`bbclf.decision`).
    """

    pages: list[TrainingPage]
    cross: OutOfFold
    threshold: float
    favor: dict[Favor, float]
    thresholds: NDArray[np.float64]

    @property
    def is_boilerplate(self) -> NDArray[np.bool_]:
        """Out-of-fold labels, shape (n_lines,)."""
        return self.cross.p_boilerplate >= self.thresholds[self.cross.lines.page]

    def page_probabilities(self, number: int) -> NDArray[np.float32]:
        """Out-of-fold probabilities of boilerplate of one page, shape (n_lines,)."""
        starts = self.cross.lines.starts
        return self.cross.p_boilerplate[starts[number] : starts[number + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A model, and the results of models trained in the same way on pages of sites that they had not seen.

    Attributes
    ----------
    model : Model
    views : dict of view to ViewFit
        For each view that the model was trained on.
    """

    model: Model
    views: dict[View, ViewFit]

    def held_out(self) -> Iterator[tuple[TrainingPage, LabelledPage]]:
        """Every page as it is labelled by a model that has not seen its fold."""
        for fit in self.views.values():
            for number, page in enumerate(fit.pages):
                p = fit.page_probabilities(number)
                yield page, LabelledPage(page.page, p, float(fit.thresholds[number]))
