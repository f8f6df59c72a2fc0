"""From labelled pages to a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.decision import page_thresholds
from bbclf.errors import DatasetError
from bbclf.fit.cross_fit import JOBS, OutOfFold, cross_fit, fit_final
from bbclf.fit.lines import assign_folds, check_both_labels, each_its_own_site, page_weights, site_of
from bbclf.fit.manifest import make_manifest
from bbclf.fit.params import TrainParams
from bbclf.fit.results import Fitted, ViewFit
from bbclf.fit.thresholds import choose_favored_threshold, choose_threshold
from bbclf.fit.vocabulary import fit_lexical
from bbclf.lexicon.packaged import packaged_phrases
from bbclf.lexicon.phrases import PhraseTable
from bbclf.model import Model
from bbclf.network import Network
from bbclf.steering import FAVORS
from bbclf.view import NETWORK_OF, VIEWS, View

__all__ = ["check_labels", "fit_model", "in_folds", "train"]


def train(
    pages: Sequence[TrainingPage], params: TrainParams | None = None, phrases: PhraseTable | None = None
) -> Model:
    """Train a model on labelled pages.

    Parameters
    ----------
    pages : sequence of TrainingPage
        Of one or several views; each view that occurs gets its own threshold, and a network
        (:data:`bbclf.view.NETWORK_OF`).
    params : TrainParams, optional
    phrases : PhraseTable, optional
        Phrases that the features look up; the packaged ones by default. A model with others cannot be saved.

    Returns
    -------
    Model

    Raises
    ------
    DatasetError
        There are no pages with lines, fewer than folds, or a view or a fold without lines of both labels.
    """
    return fit_model(pages, TrainParams() if params is None else params, phrases).model


def fit_model(
    pages: Sequence[TrainingPage],
    params: TrainParams,
    phrases: PhraseTable | None = None,
    report: Callable[[str], None] = lambda _: None,
    jobs: int = JOBS,
    made_up: Sequence[TrainingPage] = (),
) -> Fitted:
    """Train a model, and keep the out-of-fold results.

    Parameters
    ----------
    pages : sequence of TrainingPage
    params : TrainParams
    phrases : PhraseTable, optional
        As for :func:`train`.
    report : callable of str
        Called at each step, and with each warning, with one line of text.
    jobs : int
        Folds that are fitted at a time, each in a process of its own.
    made_up : sequence of TrainingPage
        Pages that teach the networks alone, each of a site of `pages`. They teach the vocabularies nothing, where most
        boilerplate words of a language with few sites would be of what was inserted in its pages, and no threshold is
        chosen on them.

    Returns
    -------
    Fitted

    Raises
    ------
    DatasetError
        There are no pages with lines, fewer than folds, or a view or a fold without lines of both labels.
    """
    pages, folds = in_folds(pages, params.n_folds, report)
    check_labels(pages)
    report(f"{len(pages)} pages; lexical weights of {params.n_folds} folds")
    table = packaged_phrases() if phrases is None else phrases
    lexical, final_lexical = fit_lexical(pages, folds, params, table)
    is_made_up = set(map(id, made_up))
    pages, folds = _with_made_up(pages, folds, made_up)
    views: dict[View, ViewFit] = {}
    networks: dict[View, Network] = {}
    for name in dict.fromkeys(NETWORK_OF.values()):
        numbers = np.array([i for i, page in enumerate(pages) if NETWORK_OF[page.page.view] == name], dtype=np.int64)
        if not len(numbers):
            continue
        report(f"network {name}: {len(numbers)} pages, {params.n_folds} folds")
        own_pages, own_params = [pages[i] for i in numbers], params.of_network(name)
        cross = cross_fit(own_pages, folds[numbers], lexical, own_params, jobs)
        judged = [number for number, page in enumerate(own_pages) if id(page) not in is_made_up]
        views |= _view_fits([own_pages[number] for number in judged], cross.part(np.array(judged)), own_params)
        report(f"network {name}: all pages")
        networks[name] = fit_final(cross, own_params)
    model = Model(final_lexical, networks, make_manifest(pages, views, params))
    return Fitted(model, views)


def in_folds(
    pages: Sequence[TrainingPage], n_folds: int, report: Callable[[str], None]
) -> tuple[list[TrainingPage], NDArray[np.int64]]:
    """Pages that have lines, in the order of their folds; folds are made by site, or by page where sites are few.

    Parameters
    ----------
    pages : sequence of TrainingPage
    n_folds : int
    report : callable of str
        Warned where folds are made by page.

    Returns
    -------
    pages : list of TrainingPage
    folds : ndarray of int64, shape (n_pages,)
        Ascending.

    Raises
    ------
    DatasetError
        There are no pages with lines, or fewer than folds.
    """
    pages = [page for page in pages if len(page.page)]
    if not pages:
        raise DatasetError("there is nothing to train on: no page with lines was given")
    grouped, n_sites = pages, len(set(map(site_of, pages)))
    if n_sites < n_folds:
        grouped = each_its_own_site(pages)
        n_pages = len(set(map(site_of, grouped)))
        if n_pages < n_folds:
            raise DatasetError(f"training needs {n_folds} pages or more, one for each fold, got {n_pages}: add pages")
        sites = "1 site" if n_sites == 1 else f"{n_sites} sites"
        report(
            f"warning: pages of only {sites} for {n_folds} folds: folds are made by page. Figures of held-out pages"
            " tell how well pages of these sites are labelled, not those of new sites"
        )
    folds = assign_folds(grouped, n_folds)
    order = np.argsort(folds, kind="stable")
    return [pages[number] for number in order.tolist()], folds[order]


def _with_made_up(
    pages: Sequence[TrainingPage], folds: NDArray[np.int64], made_up: Sequence[TrainingPage]
) -> tuple[list[TrainingPage], NDArray[np.int64]]:
    """Pages and made-up pages in the order of their folds; a made-up page is in the fold of its site."""
    fold_of = {site_of(page): fold for page, fold in zip(pages, folds.tolist(), strict=True)}
    made_up = [page for page in made_up if len(page.page)]
    both = np.concatenate([folds, np.array([fold_of[site_of(page)] for page in made_up], dtype=np.int64)])
    order = np.argsort(both, kind="stable")
    together = [*pages, *made_up]
    return [together[number] for number in order.tolist()], both[order]


def check_labels(pages: Sequence[TrainingPage]) -> None:
    """Refuse a view without lines of both labels before any time is spent on it."""
    for view in VIEWS:
        of_view = [page for page in pages if page.page.view == view]
        if of_view:
            noise = np.concatenate([page.is_boilerplate for page in of_view])
            check_both_labels(noise, np.concatenate([page.weight for page in of_view]), f"view {view}")


def _view_fits(pages: Sequence[TrainingPage], cross: OutOfFold, params: TrainParams) -> dict[View, ViewFit]:
    """The results of each view of a network that has pages."""
    present = {page.page.view for page in pages}
    return {view: _view_fit(pages, cross, params, view) for view in VIEWS if view in present}


def _view_fit(pages: Sequence[TrainingPage], cross: OutOfFold, params: TrainParams, view: View) -> ViewFit:
    """The results of one of the views of a network, and its thresholds."""
    numbers = np.array([i for i, page in enumerate(pages) if page.page.view == view], dtype=np.int64)
    pages, cross = [pages[i] for i in numbers], cross.part(numbers)
    p, lines, n_words, weights = cross.p_boilerplate, cross.lines, cross.n_words, page_weights(pages, params)
    max_harm = params.max_harm if view == "leftover" else 1.0
    threshold = choose_threshold(p, lines, n_words, weights, view, max_harm)
    favor = {name: choose_favored_threshold(p, lines, n_words, weights, view, name, threshold) for name in FAVORS}
    return ViewFit(pages, cross, threshold, favor, page_thresholds(p, n_words, lines.starts, threshold, view))
