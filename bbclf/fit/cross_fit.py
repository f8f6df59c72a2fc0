"""Networks by fold: probabilities of every line by a network that has not seen its site; then one of all lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import joblib
import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.features import FEATURES, FeatureBatch, featurise
from bbclf.fit.lines import Lines, collect_lines, page_weights, sample_rows
from bbclf.fit.networks import fit_network
from bbclf.fit.params import TrainParams
from bbclf.lexicon.scores import LexicalModel
from bbclf.network import Network
from bbclf.page import LineBatch

__all__ = ["CrossFit", "OutOfFold", "cross_fit", "fit_final"]

CHUNK_PAGES = 64
"""Pages whose features are computed together: it bounds memory."""

JOBS = 2
"""Folds that are fitted in parallel unless told; each holds a copy of the lines sampled for it."""

SMALL_ROWS = 20_000
"""Lines up to which folds are fitted in this process: starting others takes 5 seconds, as long as the fits."""


def featurise_pages(pages: Sequence[TrainingPage], lexical: LexicalModel) -> list[FeatureBatch]:
    """Feature batches of pages, in order."""
    return [
        featurise(LineBatch([page.page for page in pages[i : i + CHUNK_PAGES]]), lexical)
        for i in range(0, len(pages), CHUNK_PAGES)
    ]


def chunks(folds: NDArray[np.int64]) -> Iterator[range]:
    """Numbers of pages whose features are computed together: at most :data:`CHUNK_PAGES`, all of one fold."""
    for k in np.unique(folds).tolist():
        start, end = np.searchsorted(folds, [k, k + 1]).tolist()
        for first in range(start, end, CHUNK_PAGES):
            yield range(first, min(first + CHUNK_PAGES, end))


def pooled(batches: Sequence[FeatureBatch], p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Pooled probabilities of consecutive batches, shape (n_lines,)."""
    parts = np.split(p_boilerplate, np.cumsum([len(batch.words) for batch in batches])[:-1])
    return np.concatenate([batch.pooled(part) for batch, part in zip(batches, parts, strict=True)])


@dataclass(frozen=True, slots=True, eq=False)
class OutOfFold:
    """Out-of-fold probabilities of all lines, in the order of the pages.

    Attributes
    ----------
    lines : Lines
    p_boilerplate : ndarray of float32, shape (n_lines,)
        Pooled.
    n_words : ndarray of float64, shape (n_lines,)
    """

    lines: Lines
    p_boilerplate: NDArray[np.float32]
    n_words: NDArray[np.float64]

    def part(self, pages: NDArray[np.int64]) -> OutOfFold:
        """The results of some of the pages (their numbers), in that order."""
        starts = self.lines.starts
        rows = np.concatenate([np.zeros(0, np.int64), *(np.arange(starts[i], starts[i + 1]) for i in pages)])
        return OutOfFold(self.lines.part(pages, rows), self.p_boilerplate[rows], self.n_words[rows])


@dataclass(frozen=True, slots=True, eq=False)
class CrossFit(OutOfFold):
    """Features of all lines besides, which the final network is trained on.

    Attributes
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
        Lexical scores in it are out of fold.
    """

    X: NDArray[np.float32]


def cross_fit(
    pages: Sequence[TrainingPage],
    folds: NDArray[np.int64],
    lexical: Sequence[LexicalModel],
    params: TrainParams,
    jobs: int = JOBS,
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
    jobs : int
        Folds that are fitted at a time, each in a process of its own.

    Returns
    -------
    CrossFit
    """
    X = np.empty((sum(len(page.page) for page in pages), len(FEATURES)), dtype=np.float32)
    batches: list[FeatureBatch] = []
    n_lines = 0
    for chunk in chunks(folds):
        batch = featurise(
            LineBatch([page.page for page in pages[chunk.start : chunk.stop]]), lexical[folds[chunk.start]]
        )
        X[n_lines : n_lines + len(batch.X)] = batch.X
        n_lines += len(batch.X)
        batches.append(replace(batch, X=batch.X[:0].copy()))  # of millions of lines, one copy is what memory holds
    n_words = np.concatenate([batch.words for batch in batches])
    lines = collect_lines(pages, n_words, page_weights(pages, params))
    p_boilerplate = out_of_fold(X, lines, folds[lines.page], params, jobs)
    return CrossFit(lines, pooled(batches, p_boilerplate), n_words, X)


def out_of_fold(
    X: NDArray[np.float32], lines: Lines, fold: NDArray[np.int64], params: TrainParams, jobs: int = JOBS
) -> NDArray[np.float32]:
    """Probability of boilerplate of each line, by a network that was trained on the other folds.

    Several folds are fitted at a time, each in a process with one thread; in this process if lines are few.

    Parameters
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
    lines : Lines
    fold : ndarray of int64, shape (n_lines,)
        Ascending.
    params : TrainParams
    jobs : int
        As for :func:`cross_fit`.

    Returns
    -------
    ndarray of float32, shape (n_lines,)
    """
    rows, weight = sample_rows(lines.weight, params.network.max_rows, params.seed)
    folds = range(int(fold.max()) + 1)
    others = [np.flatnonzero(fold[rows] != k) for k in folds]
    networks = joblib.Parallel(n_jobs=1 if len(rows) <= SMALL_ROWS else jobs)(
        joblib.delayed(fit_network)(
            X[rows[used]], lines.is_boilerplate[rows[used]], weight[used], lines.page[rows[used]], params
        )
        for used in others
    )
    p = np.zeros(len(X), dtype=np.float32)
    borders = np.searchsorted(fold, [*folds, len(folds)])
    for network, start, end in zip(networks, borders[:-1], borders[1:], strict=True):
        p[start:end] = network.predict_proba(X[start:end])
    return p


def fit_final(cross: CrossFit, params: TrainParams) -> Network:
    """Train the final network on all pages, with out-of-fold features.

    Parameters
    ----------
    cross : CrossFit
        From :func:`cross_fit`.
    params : TrainParams

    Returns
    -------
    Network
    """
    rows, weight = sample_rows(cross.lines.weight, params.network.max_rows, params.seed)
    return fit_network(cross.X[rows], cross.lines.is_boilerplate[rows], weight, cross.lines.page[rows], params)
