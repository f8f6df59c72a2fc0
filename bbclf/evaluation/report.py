"""Scores of pages summed up: overall, by view, language and source, with "keep everything" beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from bbclf.evaluation.scores import PageScore

__all__ = ["Report", "Slice"]


class Slice(NamedTuple):
    """Means over some of the pages, each page counting the same.

    Attributes
    ----------
    by : {"overall", "view", "language", "source"}
    name : str
    n_pages : int
    line_f1, word_f1, word_precision, word_recall : float
    all_line_f1, all_word_f1 : float
        Of keeping everything.
    harmed : float
        Share of the pages that are harmed (:attr:`bbclf.evaluation.PageScore.is_harmed`).
    """

    by: str
    name: str
    n_pages: int
    line_f1: float
    word_f1: float
    word_precision: float
    word_recall: float
    all_line_f1: float
    all_word_f1: float
    harmed: float


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found.

    Attributes
    ----------
    model_version : str
    pages : list of PageScore
        At least one.
    """

    model_version: str
    pages: list[PageScore]

    @property
    def slices(self) -> list[Slice]:
        """Overall first, then by view, language and source, the largest first."""
        groups: dict[str, Callable[[PageScore], str]] = {
            "overall": lambda page: "all pages",
            "view": lambda page: page.view,
            "language": lambda page: page.lang,
            "source": lambda page: page.source,
        }
        slices: list[Slice] = []
        for by, name_of in groups.items():
            members: defaultdict[str, list[PageScore]] = defaultdict(list)
            for page in self.pages:
                members[name_of(page)].append(page)
            largest_first = sorted(members.items(), key=lambda item: (-len(item[1]), item[0]))
            slices.extend(_slice(by, name, pages) for name, pages in largest_first)
        return slices

    def as_json(self) -> dict[str, Any]:
        """The report as JSON has it, without the single pages."""
        return {"model": self.model_version, "slices": [part._asdict() for part in self.slices]}


def _slice(by: str, name: str, pages: list[PageScore]) -> Slice:
    columns = np.array(
        [
            (
                page.lines.f1,
                page.words.f1,
                page.words.precision,
                page.words.recall,
                page.all_lines.f1,
                page.all_words.f1,
                page.is_harmed,
            )
            for page in pages
        ],
        dtype=np.float64,
    )
    return Slice(by, name, len(pages), *columns.mean(axis=0).tolist())
