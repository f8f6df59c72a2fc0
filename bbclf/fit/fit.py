"""From labelled pages to a model."""

from __future__ import annotations

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf import __version__
from bbclf.dataset import TrainingPage
from bbclf.decision import page_thresholds
from bbclf.errors import DatasetError
from bbclf.fit.lines import assign_folds, check_both_labels, page_weights
from bbclf.fit.networks import CrossFit, cross_fit, fit_final
from bbclf.fit.params import TrainParams
from bbclf.fit.thresholds import choose_threshold, page_scores
from bbclf.fit.vocabulary import fit_lexical
from bbclf.lexicon.phrases import PhraseTable
from bbclf.lexicon.scores import LexicalModel
from bbclf.model import Model
from bbclf.network import Network
from bbclf.view import VIEWS, View

__all__ = ["Fitted", "ViewFit", "fit_model", "train"]


@dataclass(frozen=True, slots=True, eq=False)
class ViewFit:
    """Out-of-fold results of one view.

    Attributes
    ----------
    pages : list of TrainingPage
    cross : CrossFit
        In the order of `pages`.
    threshold : float
        Of the view.
    thresholds : ndarray of float64, shape (n_pages,)
        Of each page (:mod:`bbclf.decision`).
    """

    pages: list[TrainingPage]
    cross: CrossFit
    threshold: float
    thresholds: NDArray[np.float64]

    @property
    def is_boilerplate(self) -> NDArray[np.bool_]:
        """Out-of-fold labels, shape (n_lines,)."""
        return self.cross.p_boilerplate >= self.thresholds[self.cross.lines.page]

    def page_probabilities(self, number: int) -> NDArray[np.float32]:
        """Out-of-fold probabilities of boilerplate of one page, shape (n_lines,)."""
        starts = self.cross.lines.starts
        return self.cross.p_boilerplate[starts[number] : starts[number + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A model, and how models that were made as it was did on pages of sites that they had not seen.

    Attributes
    ----------
    model : Model
    views : dict of view to ViewFit
        Of each view that it was trained on.
    """

    model: Model
    views: dict[View, ViewFit]


def train(pages: Sequence[TrainingPage], params: TrainParams, phrases: PhraseTable | None = None) -> Model:
    """Fit a model to labelled pages.

    Parameters
    ----------
    pages : sequence of TrainingPage
        Of one view or several; each view that occurs gets a network and a threshold of its own.
    params : TrainParams
    phrases : PhraseTable, optional
        Phrases of sites' software that the features know; none by default.

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
    """Fit a model, and keep the out-of-fold results.

    Parameters
    ----------
    pages : sequence of TrainingPage
    params : TrainParams
    phrases : PhraseTable, optional
        As for :func:`train`.
    report : callable of str
        Told each step in a line.

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
    lexical, final_lexical = fit_lexical(pages, folds, params, phrases or PhraseTable.empty())
    views: dict[View, ViewFit] = {}
    networks: dict[View, Network] = {}
    for view in VIEWS:
        numbers = [i for i, page in enumerate(pages) if page.page.view == view]
        if not numbers:
            continue
        report(f"{view}: {len(numbers)} pages, {params.n_folds} folds")
        views[view] = _fit_view([pages[i] for i in numbers], folds[numbers], lexical, params.of_view(view), view)
        report(f"{view}: final network")
        networks[view] = fit_final(views[view].cross, params.of_view(view))
    model = Model(final_lexical, networks, _manifest(pages, views, params))
    return Fitted(model, views)


def _check_labels(pages: Sequence[TrainingPage]) -> None:
    """Refuse a view that lacks a label, before any time is spent on it."""
    for view in VIEWS:
        of_view = [page for page in pages if page.page.view == view]
        if of_view:
            noise = np.concatenate([page.is_boilerplate for page in of_view])
            check_both_labels(noise, np.concatenate([page.weight for page in of_view]), f"view {view}")


def _fit_view(
    pages: list[TrainingPage],
    folds: NDArray[np.int64],
    lexical: Sequence[LexicalModel],
    params: TrainParams,
    view: View,
) -> ViewFit:
    cross = cross_fit(pages, folds, lexical, params)
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


def _manifest(pages: Sequence[TrainingPage], views: dict[View, ViewFit], params: TrainParams) -> dict[str, Any]:
    """What is to be known of a model besides its arrays."""
    data_digest = _digest(pages)
    return {
        "version": _version(data_digest, params),
        "thresholds": {view: fit.threshold for view, fit in views.items()},
        "params": asdict(params),
        "seed": params.seed,
        "data": {
            "pages": {view: len(fit.pages) for view, fit in views.items()},
            "lines": {view: len(fit.cross.p_boilerplate) for view, fit in views.items()},
            "languages": dict(Counter(page.lang or "unknown" for page in pages).most_common()),
            "sources": dict(Counter(page.source or "unknown" for page in pages).most_common()),
            "sites": len({page.site for page in pages}),
            "sha256": data_digest,
        },
        "libraries": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "scikit-learn", "selectolax")},
        },
        "metrics": {view: _metrics(fit) for view, fit in views.items()},
    }


def _version(data_digest: str, params: TrainParams) -> str:
    """Version of bbclf and what the model was made of: the same for the same data and parameters."""
    recipe = json.dumps([data_digest, asdict(params)], sort_keys=True)
    return f"{__version__}+{hashlib.sha256(recipe.encode()).hexdigest()[:8]}"


def _digest(pages: Sequence[TrainingPage]) -> str:
    """Digest of all lines, labels and weights."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update("\n".join(page.page.lines).encode("utf-8", "surrogatepass"))
        digest.update(page.is_boilerplate.tobytes() + page.weight.tobytes())
    return digest.hexdigest()


def _metrics(fit: ViewFit) -> dict[str, float]:
    """Out-of-fold word F1 as line labels tell it, before and after."""
    lines, n_words = fit.cross.lines, fit.cross.n_words
    before = page_scores(np.zeros(len(lines.page), dtype=np.bool_), lines, n_words)
    after = page_scores(fit.is_boilerplate, lines, n_words)
    return {
        "word_f1_by_labels": round(float(np.nanmean(after)), 4),
        "word_f1_by_labels_keep_all": round(float(np.nanmean(before)), 4),
    }
