"""What a feature is."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Feature"]


class Feature(NamedTuple):
    """One named column of X.

    Attributes
    ----------
    name : str
    unit : str
        ``"ratio 0..1"``, ``"log characters"``, ``"0 or 1"`` ...
    source : str
        The paper or program it comes from, or ``"own"``.
    why : str
        What it tells, in one clause.
    """

    name: str
    unit: str
    source: str
    why: str
