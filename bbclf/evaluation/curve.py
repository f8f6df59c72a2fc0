"""Precision, recall and F1 of words against the threshold: what a user chooses a threshold by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.evaluation.scores import PageScore, PageWords, score_page
from bbclf.metrics import HARM
from bbclf.page import LabelledPage

__all__ = ["THRESHOLDS", "CurvePoint", "ThresholdSweep", "curve_table", "threshold_curve"]

THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


class CurvePoint(NamedTuple):
    """Means over pages where one threshold holds on each of them.

    Attributes
    ----------
    threshold : float
    word_precision, word_recall, word_f1 : float
    harmed : float
        Share of the pages that are harmed (:attr:`bbclf.evaluation.PageScore.is_harmed`).
    """

    threshold: float
    word_precision: float
    word_recall: float
    word_f1: float
    harmed: float


class ThresholdSweep:
    """Scores pages at each of several thresholds, as they come.

    Parameters
    ----------
    thresholds : sequence of float
        Each holds on every page, without rules for single pages.
    """

    def __init__(self, thresholds: Sequence[float] = THRESHOLDS) -> None:
        self._thresholds = thresholds
        self._views: list[str] = []
        self._scores: list[NDArray[np.float64]] = []

    def add(self, page: TrainingPage, labelled: LabelledPage, score: PageScore) -> None:
        """Score one more page; `score` is what keeping everything is taken from."""
        page_words = PageWords(page)
        of_kept: dict[bytes, tuple[float, ...]] = {}
        of_page = []
        for threshold in self._thresholds:
            is_boilerplate = labelled.p_boilerplate >= threshold
            key = is_boilerplate.tobytes()  # most thresholds keep the same lines as the one before
            if key not in of_kept:
                words = page_words.score(is_boilerplate)
                of_kept[key] = (*words, float(words.f1 < score.all_words.f1 - HARM))
            of_page.append(of_kept[key])
        self._views.append(score.view)
        self._scores.append(np.array(of_page))

    def points(self, view: str | None = None) -> list[CurvePoint]:
        """Means over the pages, or over those of one view; empty if there are none."""
        chosen = [of_page for of, of_page in zip(self._views, self._scores, strict=True) if view in (None, of)]
        if not chosen:
            return []
        means = np.mean(chosen, axis=0).tolist()
        return [CurvePoint(threshold, *row) for threshold, row in zip(self._thresholds, means, strict=True)]


def threshold_curve(
    classifier: LineClassifier, pages: Iterable[TrainingPage], thresholds: Sequence[float] = THRESHOLDS
) -> list[CurvePoint]:
    """Scores of each threshold, see :class:`ThresholdSweep`.

    Raises
    ------
    DatasetError
        There is no page.
    """
    sweep = ThresholdSweep(thresholds)
    for page in pages:
        labelled = classifier.label(page.page)
        sweep.add(page, labelled, score_page(page, labelled))
    if not (points := sweep.points()):
        raise DatasetError("no page to evaluate on: the data is empty, or has no page of the view")
    return points


def curve_table(points: Sequence[CurvePoint]) -> str:
    """The curve as a table for people; ends with a newline."""
    rows = [f"{'threshold':>9}{'precision':>11}{'recall':>8}{'word F1':>9}{'harmed':>8}"]
    rows += [
        f"{point.threshold:>9.2f}{point.word_precision:>11.3f}{point.word_recall:>8.3f}{point.word_f1:>9.3f}"
        f"{point.harmed:>8.1%}"
        for point in points
    ]
    return "\n".join(rows) + "\n"
