"""A model and a dataset to a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import tee

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage, check_is_labelled
from bbclf.errors import DatasetError
from bbclf.evaluation.report import Report
from bbclf.evaluation.scores import PageScore, score_page
from bbclf.page import LabelledPage

__all__ = ["evaluate", "score_pages"]


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
    to_label, to_compare = tee(map(check_is_labelled, pages))
    all_labelled = classifier.label_many(page.page for page in to_label)
    return score_pages(classifier.model.version, zip(to_compare, all_labelled, strict=True), on_page)


def score_pages(
    model_version: str,
    pages: Iterable[tuple[TrainingPage, LabelledPage]],
    on_page: Callable[[TrainingPage, LabelledPage, PageScore], None] | None = None,
) -> Report:
    """Compare labels with the true ones.

    Parameters
    ----------
    model_version : str
        Of the model that labelled the pages.
    pages : iterable of (TrainingPage, LabelledPage)
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
    for page, labelled in pages:
        score = score_page(page, labelled)
        scores.append(score)
        if on_page is not None:
            on_page(page, labelled, score)
    if not scores:
        raise DatasetError("no page to evaluate on: the data is empty, or has no page of the view")
    return Report(model_version, scores)
