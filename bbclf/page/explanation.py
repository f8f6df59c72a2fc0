"""Why a line is labelled as it is: reasons that add up to its log-odds. :mod:`bbclf.explain` finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = ["Explanation", "Reason"]


class Reason(NamedTuple):
    """A part of a line's log-odds.

    Attributes
    ----------
    name : str
        A :class:`bbclf.features.Group`, :data:`bbclf.explain.TEMPLATE` or :data:`bbclf.explain.SITE`.
    log_odds : float
        What it adds: above 0 towards boilerplate, below 0 towards content.
    columns : dict of str to float
        What single columns of X add, or those of the site and the correction's bias; those that add nothing are left
        out, the strongest come first.
    """

    name: str
    log_odds: float
    columns: dict[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one line is labelled as it is.

    Attributes
    ----------
    number : int
        Of the line, from 0.
    text : str
    label : {"content", "boilerplate"}
    p_boilerplate, threshold : float
    base : float
        Log-odds of boilerplate of the page's mean line, before any reason.
    reasons : tuple of Reason
        The strongest first; `base` and what they add are the line's log-odds.
    """

    number: int
    text: str
    label: str
    p_boilerplate: float
    threshold: float
    base: float
    reasons: tuple[Reason, ...]

    @property
    def log_odds(self) -> float:
        """Of boilerplate: ``log(p_boilerplate / (1 - p_boilerplate))``, in double precision."""
        return self.base + sum(reason.log_odds for reason in self.reasons)

    def as_json(self) -> dict[str, Any]:
        """The explanation as JSON has it."""
        return {
            "line": self.number,
            "text": self.text,
            "label": self.label,
            "p_boilerplate": self.p_boilerplate,
            "threshold": self.threshold,
            "log_odds": self.log_odds,
            "base": self.base,
            "reasons": [reason._asdict() for reason in self.reasons],
        }
