"""A page under review: its lines, what the model thinks of them, and what a person has said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.labels import BOILERPLATE
from bbclf.review.slots import LineState

__all__ = ["ReviewedPage"]


@dataclass(eq=False)
class ReviewedPage:
    """One page under review.

    Attributes
    ----------
    id : str
    view : {"html", "text", "leftover"}
    lines : list of str
    p_boilerplate : ndarray of float32, shape (n_lines,)
    threshold : float
    states : list of LineState, length n_lines
    """

    id: str
    view: str
    lines: list[str]
    p_boilerplate: NDArray[np.float32]
    threshold: float
    states: list[LineState]

    @cached_property
    def margins(self) -> NDArray[np.float64]:
        """How far the model is on the side of each line's first label, shape (n_lines,).

        Near 0 where the model is unsure, negative where it disagrees; below -1 never.
        """
        above = self.p_boilerplate.astype(np.float64) - self.threshold
        return np.where([state.label == BOILERPLATE for state in self.states], above, -above)

    @cached_property
    def doubtful_first(self) -> list[int]:
        """Numbers of the lines, the most doubtful first."""
        order: list[int] = np.argsort(self.margins, kind="stable").tolist()
        return order

    @property
    def n_reviewed(self) -> int:
        """Lines whose label a person has given or confirmed."""
        return sum(state.reviewed for state in self.states)

    def summary(self, number: int) -> dict[str, Any]:
        """The page for a list of pages, as JSON values."""
        return {"page": number, "id": self.id, "lines": len(self.lines), "reviewed": self.n_reviewed}

    def as_json(self) -> dict[str, Any]:
        """The page with its lines, as JSON values."""
        rows = zip(self.lines, self.states, self.p_boilerplate.tolist(), strict=True)
        return {
            "id": self.id,
            "view": self.view,
            "threshold": self.threshold,
            "order": self.doubtful_first,
            "lines": [
                {"text": text, "label": state.label, "reviewed": state.reviewed, "undecided": state.weight == 0, "p": p}
                for text, state, p in rows
            ],
        }
