"""Networks with scikit-learn, out of fold and final."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import joblib
import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from bbclf.dataset import TrainingPage
from bbclf.features import FeatureBatch, featurise
from bbclf.fit.lines import Lines, check_both_labels, collect_lines, page_weights, sample_rows
from bbclf.fit.params import NetworkParams, TrainParams
from bbclf.lexicon.scores import LexicalModel
from bbclf.network import INPUT_LIMIT, INPUT_STEPS, MAX_HIDDEN, MAX_OUT, Network, Scaling
from bbclf.page import LineBatch

__all__ = ["CrossFit", "cross_fit", "export_network", "fit_classifiers", "fit_final", "fit_scaling"]

CHUNK_PAGES = 64
"""Pages whose columns are made together: it bounds memory."""

N_JOBS = 2
"""Folds that are fitted side by side; each holds a copy of the lines that were drawn for it."""

RARE = 0.005
"""A column that is NaN in a smaller share of lines than this, or in all but such a share, gets no flag."""

LEAST_DEVIATION = 1e-6
"""A column whose standard deviation is less is constant but for rounding, and no input."""


def fit_scaling(X: NDArray[np.float32], reach: float) -> Scaling:
    """Means and standard deviations of columns; a column without values, or with one alone, is no input.

    Parameters
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
    reach : float
        Standard deviations from the mean beyond which inputs are cut off.

    Returns
    -------
    Scaling
    """
    missing = np.isnan(X)
    n_values = np.maximum((~missing).sum(axis=0), 1)
    center = np.where(missing, 0, X).sum(axis=0, dtype=np.float64) / n_values
    deviation = np.sqrt(np.where(missing, 0, (X - center) ** 2).sum(axis=0, dtype=np.float64) / n_values)
    varies = deviation > LEAST_DEVIATION
    share = missing.mean(axis=0)
    return Scaling(
        center=center.astype(np.float32),
        rate=np.divide(INPUT_LIMIT / reach, deviation, out=np.zeros(len(center)), where=varies).astype(np.float32),
        flagged=np.flatnonzero((share > RARE) & (share < 1 - RARE)).astype(np.int16),
    )


def fit_classifiers(
    X: NDArray[np.float32],
    is_boilerplate: NDArray[np.bool_],
    weight: NDArray[np.float64],
    scaling: Scaling,
    params: NetworkParams,
    seed: int,
) -> list[MLPClassifier]:
    """Several networks that differ in their seed alone, with scikit-learn.

    Parameters
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float64, shape (n_lines,)
        Lines of weight 0 are left out.
    scaling : Scaling
        Fitted with the reach of `params`.
    params : NetworkParams
    seed : int
        Of the first; the others have those that follow.

    Returns
    -------
    list of MLPClassifier
        They read what `scaling` makes of X, divided by ``INPUT_STEPS``.

    Raises
    ------
    DatasetError
        There are not lines of both labels.
    """
    check_both_labels(is_boilerplate, weight, "every fold")
    used = weight > 0
    inputs = np.ascontiguousarray(scaling.inputs(X[used]).T) / INPUT_STEPS
    # What a network learns depends on how large its inputs are. So it is fitted to columns in standard deviations,
    # whatever the reach, and its weights are then those of the inputs that it will read.
    n_features = X.shape[1]
    deviations = params.reach * INPUT_STEPS / INPUT_LIMIT  # that an input of 1 stands for
    inputs[:, :n_features] *= deviations
    classifiers = []
    with warnings.catch_warnings(), threadpool_limits(1):  # threads would add in another order each time
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of epochs is a parameter
        for number in range(params.n_networks):
            classifier = MLPClassifier(
                (params.n_units,),
                alpha=params.alpha,
                batch_size=min(params.batch_size, len(inputs)),
                learning_rate_init=params.learning_rate,
                max_iter=params.epochs,
                n_iter_no_change=params.epochs + 1,  # never stop early
                random_state=seed + number,
            )
            classifier.fit(inputs, is_boilerplate[used], sample_weight=weight[used])
            classifier.coefs_[0][:n_features] *= deviations
            classifiers.append(classifier)
    return classifiers


def export_network(classifiers: Sequence[MLPClassifier], scaling: Scaling) -> Network:
    """Fitted networks as one, whose log-odds are the mean of theirs.

    Parameters
    ----------
    classifiers : sequence of MLPClassifier
    scaling : Scaling
        Of their inputs.

    Returns
    -------
    Network
        Weights rounded to the finest steps that leave all sums exact.
    """
    weights = np.concatenate([classifier.coefs_[0] for classifier in classifiers], axis=1).T.astype(np.float64)
    bias = np.concatenate([classifier.intercepts_[0] for classifier in classifiers]).astype(np.float64)
    out = np.concatenate([classifier.coefs_[1][:, 0] for classifier in classifiers]).astype(np.float64)
    largest_sum = (INPUT_LIMIT * np.abs(weights).sum(axis=1) + INPUT_STEPS * np.abs(bias)).max()
    rounding = (INPUT_LIMIT * weights.shape[1] + 1) / 2  # what it can add to a sum
    steps = min((MAX_HIDDEN - 1 - rounding) / largest_sum, np.iinfo(np.int16).max / np.abs(weights).max())
    out_steps = MAX_OUT / np.abs(out).max()
    return Network(
        scaling=scaling,
        weights=np.rint(weights * steps).astype(np.int16),
        bias=np.rint(bias * steps * INPUT_STEPS).astype(np.int32),
        out=np.rint(out * out_steps).astype(np.int32),
        out_scale=float(1 / (out_steps * steps * INPUT_STEPS * len(classifiers))),
        out_bias=float(np.mean([classifier.intercepts_[1][0] for classifier in classifiers])),
    )


def fit_network(
    X: NDArray[np.float32], lines: Lines, rows: NDArray[np.int64], weight: NDArray[np.float64], params: TrainParams
) -> Network:
    """A network fitted to some of the lines.

    Parameters
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
    lines : Lines
    rows : ndarray of int64, shape (n_rows,)
        Numbers of the lines to fit to.
    weight : ndarray of float64, shape (n_rows,)
        Of these lines.
    params : TrainParams

    Returns
    -------
    Network
    """
    drawn = X[rows]
    scaling = fit_scaling(drawn, params.network.reach)
    weight = weight / max(weight.mean(), 1e-9)
    classifiers = fit_classifiers(drawn, lines.is_boilerplate[rows], weight, scaling, params.network, params.seed)
    return export_network(classifiers, scaling)


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
    """Columns and out-of-fold probabilities of all lines, in the order of the pages.

    Attributes
    ----------
    lines : Lines
    X : ndarray of float32, shape (n_lines, n_features)
        Lexical scores among them are out of fold.
    p_boilerplate : ndarray of float32, shape (n_lines,)
        Out of fold, and pooled.
    n_words : ndarray of float64, shape (n_lines,)
    """

    lines: Lines
    X: NDArray[np.float32]
    p_boilerplate: NDArray[np.float32]
    n_words: NDArray[np.float64]


def cross_fit(
    pages: Sequence[TrainingPage],
    folds: NDArray[np.int64],
    lexical: Sequence[LexicalModel],
    params: TrainParams,
) -> CrossFit:
    """Columns and probabilities of every line by models that have not seen its site.

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
    """Probability of boilerplate of each line by a network fitted to the other folds, shape (n_lines,).

    Folds are fitted :data:`N_JOBS` at a time, one thread each.
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
    """Probabilities of fold `k` by a network fitted to those of `rows` that are of other folds."""
    used = fold[rows] != k
    return fit_network(X, lines, rows[used], weight[used], params).predict_proba(X[fold == k])


def fit_final(cross: CrossFit, params: TrainParams) -> Network:
    """A network fitted to all pages, on out-of-fold columns.

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
