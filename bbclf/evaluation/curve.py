"""Precision, recall and F1 of words against the threshold: what a user chooses a threshold by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.evaluation.scores import score_page

__all__ = ["THRESHOLDS", "CurvePoint", "curve_table", "threshold_curve"]

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


def threshold_curve(
    classifier: LineClassifier, pages: Iterable[TrainingPage], thresholds: Sequence[float] = THRESHOLDS
) -> list[CurvePoint]:
    """Scores of each threshold.

    Parameters
    ----------
    classifier : LineClassifier
    pages : iterable of TrainingPage
    thresholds : sequence of float
        Each holds on every page, without rules for single pages.

    Returns
    -------
    list of CurvePoint

    Raises
    ------
    DatasetError
        There is no page.
    """
    scores = []
    for page in pages:
        labelled = classifier.label(page.page)
        of_page = [score_page(page, replace(labelled, threshold=threshold)) for threshold in thresholds]
        scores.append([(*score.words, score.is_harmed) for score in of_page])
    if not scores:
        raise DatasetError("no page to evaluate on: the data is empty, or has no page of the view")
    means = np.array(scores, dtype=np.float64).mean(axis=0)
    return [CurvePoint(threshold, *row) for threshold, row in zip(thresholds, means.tolist(), strict=True)]


def curve_table(points: Sequence[CurvePoint]) -> str:
    """The curve as a table for people; ends with a newline."""
    rows = [f"{'threshold':>9}{'precision':>11}{'recall':>8}{'word F1':>9}{'harmed':>8}"]
    rows += [
        f"{point.threshold:>9.2f}{point.word_precision:>11.3f}{point.word_recall:>8.3f}{point.word_f1:>9.3f}"
        f"{point.harmed:>8.1%}"
        for point in points
    ]
    return "\n".join(rows) + "\n"
