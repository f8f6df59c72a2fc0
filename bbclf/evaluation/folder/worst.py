"""The worst pages of an evaluation: kept while pages pass, so that memory holds no more than these."""

from __future__ import annotations

import heapq
from typing import NamedTuple

from bbclf.dataset import TrainingPage
from bbclf.evaluation.scores import PageScore
from bbclf.page import LabelledPage

__all__ = ["N_WORST", "WorstPage", "WorstPages"]

N_WORST = 50


class WorstPage(NamedTuple):
    """A page, how it was labelled, and how well."""

    page: TrainingPage
    labelled: LabelledPage
    score: PageScore


class WorstPages:
    """The pages with the lowest word F1, of the same F1 the first ones."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, WorstPage]] = []
        self._n_pages = 0

    def add(self, page: WorstPage) -> None:
        """One more page."""
        self._n_pages += 1
        entry = (-page.score.words.f1, -self._n_pages, page)
        if len(self._heap) < N_WORST:
            heapq.heappush(self._heap, entry)
        else:
            heapq.heappushpop(self._heap, entry)

    def worst_first(self) -> list[WorstPage]:
        """At most :data:`N_WORST` pages."""
        return [page for _, _, page in sorted(self._heap, reverse=True)]
