"""From labelled pages to a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.decision import page_thresholds
from bbclf.errors import DatasetError
from bbclf.fit.cross_fit import CrossFit, cross_fit, fit_final
from bbclf.fit.lines import assign_folds, check_both_labels, page_weights
from bbclf.fit.manifest import make_manifest
from bbclf.fit.params import TrainParams
from bbclf.fit.results import Fitted, ViewFit
from bbclf.fit.thresholds import choose_threshold
from bbclf.fit.vocabulary import fit_lexical
from bbclf.lexicon.packaged import packaged_phrases
from bbclf.lexicon.phrases import PhraseTable
from bbclf.model import Model
from bbclf.network import Network
from bbclf.view import NETWORK_OF, VIEWS, View

__all__ = ["fit_model", "train"]


def train(pages: Sequence[TrainingPage], params: TrainParams, phrases: PhraseTable | None = None) -> Model:
    """Train a model on labelled pages.

    Parameters
    ----------
    pages : sequence of TrainingPage
        Of one or several views; each view that occurs gets its own threshold, and a network
        (:data:`bbclf.view.NETWORK_OF`).
    params : TrainParams
    phrases : PhraseTable, optional
        Phrases that the features look up; the packaged ones by default. A model with others cannot be saved.

    Returns
    -------
    Model

    Raises
    ------
    DatasetError
        There are no pages with lines, fewer sites than folds, or a view or a fold without lines of both labels.
    """
    return fit_model(pages, params, phrases).model


def fit_model(
    pages: Sequence[TrainingPage],
    params: TrainParams,
    phrases: PhraseTable | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Fitted:
    """Train a model, and keep the out-of-fold results.

    Parameters
    ----------
    pages : sequence of TrainingPage
    params : TrainParams
    phrases : PhraseTable, optional
        As for :func:`train`.
    report : callable of str
        Called at each step with one line of text.

    Returns
    -------
    Fitted

    Raises
    ------
    DatasetError
        There are no pages with lines, fewer sites than folds, or a view or a fold without lines of both labels.
    """
    pages = [page for page in pages if len(page.page)]
    if not pages:
        raise DatasetError("there is nothing to train on: no page with lines was given")
    _check_labels(pages)
    folds = assign_folds(pages, params.n_folds)
    if len(np.unique(folds)) < params.n_folds:
        raise DatasetError(
            f"training needs pages of at least {params.n_folds} sites, one for each fold, got"
            f" {len(np.unique(folds))}: set 'site' in the data, or lower n_folds"
        )
    order = np.argsort(folds, kind="stable")
    pages, folds = [pages[i] for i in order], folds[order]
    report(f"{len(pages)} pages; lexical weights of {params.n_folds} folds")
    lexical, final_lexical = fit_lexical(pages, folds, params, packaged_phrases() if phrases is None else phrases)
    views: dict[View, ViewFit] = {}
    networks: dict[View, Network] = {}
    for name in dict.fromkeys(NETWORK_OF.values()):
        numbers = np.array([i for i, page in enumerate(pages) if NETWORK_OF[page.page.view] == name], dtype=np.int64)
        if not len(numbers):
            continue
        report(f"network {name}: {len(numbers)} pages, {params.n_folds} folds")
        own_pages, own_params = [pages[i] for i in numbers], params.of_network(name)
        cross = cross_fit(own_pages, folds[numbers], lexical, own_params)
        views |= {view: _view_fit(own_pages, cross, own_params, view) for view in VIEWS if _has_view(own_pages, view)}
        report(f"network {name}: all pages")
        networks[name] = fit_final(cross, own_params)
    model = Model(final_lexical, networks, make_manifest(pages, views, params))
    return Fitted(model, views)


def _check_labels(pages: Sequence[TrainingPage]) -> None:
    """Refuse a view without lines of both labels before any time is spent on it."""
    for view in VIEWS:
        of_view = [page for page in pages if page.page.view == view]
        if of_view:
            noise = np.concatenate([page.is_boilerplate for page in of_view])
            check_both_labels(noise, np.concatenate([page.weight for page in of_view]), f"view {view}")


def _has_view(pages: Sequence[TrainingPage], view: View) -> bool:
    return any(page.page.view == view for page in pages)


def _view_fit(pages: Sequence[TrainingPage], cross: CrossFit, params: TrainParams, view: View) -> ViewFit:
    """The results of one of the views of a network, and its threshold."""
    numbers = np.array([i for i, page in enumerate(pages) if page.page.view == view], dtype=np.int64)
    pages, cross = [pages[i] for i in numbers], cross.part(numbers)
    threshold = choose_threshold(
        cross.p_boilerplate,
        cross.lines,
        cross.n_words,
        page_weights(pages, params),
        view,
        params.max_harm if view == "leftover" else 1.0,
    )
    thresholds = page_thresholds(cross.p_boilerplate, cross.n_words, cross.lines.starts, threshold, view)
    return ViewFit(pages, cross, threshold, thresholds)
