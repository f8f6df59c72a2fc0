"""A model and a dataset to a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import tee

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.evaluation.report import Report
from bbclf.evaluation.scores import PageScore, score_page
from bbclf.page import LabelledPage

__all__ = ["evaluate"]


def evaluate(
    classifier: LineClassifier,
    pages: Iterable[TrainingPage],
    on_page: Callable[[TrainingPage, LabelledPage, PageScore], None] | None = None,
) -> Report:
    """Label pages and compare with their true labels.

    Parameters
    ----------
    classifier : LineClassifier
    pages : iterable of TrainingPage
        Read once, a batch at a time.
    on_page : callable, optional
        Given each page as it is scored.

    Returns
    -------
    Report

    Raises
    ------
    DatasetError
        There is no page.
    """
    scores = []
    to_label, to_compare = tee(pages)
    all_labelled = classifier.label_many(page.page for page in to_label)
    for labelled, page in zip(all_labelled, to_compare, strict=True):
        score = score_page(page, labelled)
        scores.append(score)
        if on_page is not None:
            on_page(page, labelled, score)
    if not scores:
        raise DatasetError("no page to evaluate on: the data is empty")
    return Report(classifier.model.version, scores)
