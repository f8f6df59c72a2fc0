"""Networks by fold: probabilities of every line by a network that has not seen its site; then one of all lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import joblib
import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.features import FeatureBatch, featurise
from bbclf.fit.lines import Lines, collect_lines, page_weights, sample_rows
from bbclf.fit.networks import fit_network
from bbclf.fit.params import TrainParams
from bbclf.lexicon.scores import LexicalModel
from bbclf.network import Network
from bbclf.page import LineBatch

__all__ = ["CrossFit", "cross_fit", "fit_final"]

CHUNK_PAGES = 64
"""Pages whose features are computed together: it bounds memory."""

N_JOBS = 2
"""Folds that are fitted in parallel; each holds a copy of the lines sampled for it."""


def featurise_pages(pages: Sequence[TrainingPage], lexical: LexicalModel) -> list[FeatureBatch]:
    """Feature batches of pages, in order."""
    return [
        featurise(LineBatch([page.page for page in pages[i : i + CHUNK_PAGES]]), lexical)
        for i in range(0, len(pages), CHUNK_PAGES)
    ]


def pooled(batches: Sequence[FeatureBatch], p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Pooled probabilities of consecutive batches, shape (n_lines,)."""
    parts = np.split(p_boilerplate, np.cumsum([len(batch.X) for batch in batches])[:-1])
    return np.concatenate([batch.pooled(part) for batch, part in zip(batches, parts, strict=True)])


@dataclass(frozen=True, slots=True, eq=False)
class CrossFit:
    """Features and out-of-fold probabilities of all lines, in the order of the pages.

    Attributes
    ----------
    lines : Lines
    X : ndarray of float32, shape (n_lines, n_features)
        Lexical scores in it are out of fold.
    p_boilerplate : ndarray of float32, shape (n_lines,)
        Out of fold and pooled.
    n_words : ndarray of float64, shape (n_lines,)
    """

    lines: Lines
    X: NDArray[np.float32]
    p_boilerplate: NDArray[np.float32]
    n_words: NDArray[np.float64]

    def part(self, pages: NDArray[np.int64]) -> CrossFit:
        """The results of some of the pages (their numbers), in that order."""
        starts = self.lines.starts
        rows = np.concatenate([np.zeros(0, np.int64), *(np.arange(starts[i], starts[i + 1]) for i in pages)])
        return CrossFit(self.lines.part(pages, rows), self.X[rows], self.p_boilerplate[rows], self.n_words[rows])


def cross_fit(
    pages: Sequence[TrainingPage],
    folds: NDArray[np.int64],
    lexical: Sequence[LexicalModel],
    params: TrainParams,
) -> CrossFit:
    """Features and probabilities of every line by models that have not seen its site.

    Parameters
    ----------
    pages : sequence of TrainingPage
        Ordered by fold.
    folds : ndarray of int64, shape (n_pages,)
        Ascending.
    lexical : sequence of LexicalModel
        One for each fold.
    params : TrainParams

    Returns
    -------
    CrossFit
    """
    batches: list[FeatureBatch] = []
    for k, model in enumerate(lexical):
        batches += featurise_pages([pages[i] for i in np.flatnonzero(folds == k).tolist()], model)
    X = np.concatenate([batch.X for batch in batches])
    n_words = np.concatenate([batch.words for batch in batches])
    lines = collect_lines(pages, n_words, page_weights(pages, params))
    p_boilerplate = out_of_fold(X, lines, folds[lines.page], params)
    return CrossFit(lines, X, pooled(batches, p_boilerplate), n_words)


def out_of_fold(
    X: NDArray[np.float32], lines: Lines, fold: NDArray[np.int64], params: TrainParams
) -> NDArray[np.float32]:
    """Probability of boilerplate of each line by a network trained on the other folds, shape (n_lines,).

    :data:`N_JOBS` folds at a time, each in a process with one thread.
    """
    rows, weight = sample_rows(lines.weight, params.network.max_rows, params.seed)
    folds = range(int(fold.max()) + 1)
    found = joblib.Parallel(n_jobs=N_JOBS)(
        joblib.delayed(_fit_and_predict)(X, lines, rows, weight, fold, k, params) for k in folds
    )
    p = np.zeros(len(X), dtype=np.float32)
    for k in folds:
        p[fold == k] = found[k]
    return p


def _fit_and_predict(
    X: NDArray[np.float32],
    lines: Lines,
    rows: NDArray[np.int64],
    weight: NDArray[np.float64],
    fold: NDArray[np.int64],
    k: int,
    params: TrainParams,
) -> NDArray[np.float32]:
    """Probabilities of fold `k` by a network trained on the `rows` of the other folds."""
    used = fold[rows] != k
    return fit_network(X, lines, rows[used], weight[used], params).predict_proba(X[fold == k])


def fit_final(cross: CrossFit, params: TrainParams) -> Network:
    """Train the final network on all pages, with out-of-fold features.

    Parameters
    ----------
    cross : CrossFit
    params : TrainParams

    Returns
    -------
    Network
    """
    rows, weight = sample_rows(cross.lines.weight, params.network.max_rows, params.seed)
    return fit_network(cross.X, cross.lines, rows, weight, params)
