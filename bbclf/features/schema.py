"""What a feature is, what a family of features is, and the units that features are measured in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from bbclf.arrays import Columns

if TYPE_CHECKING:
    from bbclf.features.context import Context

__all__ = [
    "ARC90", "COUNT", "FLAG", "JUSTEXT", "KOHLSCHUETTER", "LOG", "LOG1P", "LOG_ODDS", "LOG_RATIO", "RATIO",
    "SIGNED_LOG", "Columns", "Family", "Feature", "Group", "Unit",
]  # fmt: skip

KOHLSCHUETTER = "Kohlschütter et al. 2010"
JUSTEXT = "jusText (Pomikálek 2011)"
ARC90 = "Readability (arc90)"


class Group(StrEnum):
    """What families are about, in a few words: the reasons that are given for a label (:mod:`bbclf.explain`)."""

    WORDS = "its words"
    FORM = "its length and characters"
    LINKS = "its links"
    PLACE = "where it is on the page"
    NEIGHBOURS = "the lines around it"
    LIKENESS = "lines like it on the page"
    ELEMENTS = "the elements around it"
    PAGE = "the kind of page"


class Unit(NamedTuple):
    """What a column is measured in, and the values that it can have. NaN is no value.

    Attributes
    ----------
    name : str
    low, high : float
        Least and greatest value.
    """

    name: str
    low: float = -inf
    high: float = inf

    def of(self, what: str) -> Unit:
        """The unit with what it counts or is a share of: ``RATIO.of("characters")``."""
        return self._replace(name=f"{self.name} of {what}")


RATIO = Unit("ratio", 0, 1)
FLAG = Unit("0 or 1", 0, 1)
COUNT = Unit("count", 0)
LOG = Unit("log", 0)
"""Logarithm of a count that is at least 1."""
LOG1P = Unit("log1p", 0)
"""Logarithm of one more than a count or size."""
SIGNED_LOG = Unit("signed log1p")
"""Logarithm of one more than a distance, negative for a distance backwards."""
LOG_RATIO = Unit("log ratio")
LOG_ODDS = Unit("log-odds")


class Feature(NamedTuple):
    """One named column of X.

    Attributes
    ----------
    name : str
    unit : Unit
    why : str
        What it tells, in one clause.
    source : str
        The paper or program it comes from, or ``"own"``.
    missing : str
        When it is NaN, apart from lines without markup in a family that needs markup; empty if never.
    """

    name: str
    unit: Unit
    why: str
    source: str = "own"
    missing: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Columns that are computed together.

    Attributes
    ----------
    columns : tuple of Feature
    compute : callable
        Gives the columns of a context by name: all of :attr:`columns` and no others, each of float64 and shape
        (n_lines,). The context has at least one line.
    group : Group
        What they are about.
    needs_markup : bool
        Whether the columns are NaN for pages without markup; `compute` is then called for pages with markup only.
    """

    columns: tuple[Feature, ...]
    compute: Callable[[Context], Columns]
    group: Group
    needs_markup: bool = False
