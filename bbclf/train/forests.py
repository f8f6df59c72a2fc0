"""Two stages of boosted trees, out of fold and final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import joblib
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from bbclf.dataset import TrainingPage
from bbclf.features import FeatureBatch, featurise
from bbclf.forest import Forest
from bbclf.lexical import LexicalModel
from bbclf.model import Stages
from bbclf.page import LineBatch
from bbclf.train.lines import Lines, check_both_labels, collect_lines, page_weights, sample_rows
from bbclf.train.params import ForestParams, TrainParams

__all__ = ["CrossFit", "cross_fit", "export_forest", "fit_final", "fit_forest"]

CHUNK_PAGES = 64


def fit_forest(
    X: NDArray[np.float32],
    is_boilerplate: NDArray[np.bool_],
    weight: NDArray[np.float64],
    params: ForestParams,
    seed: int,
) -> HistGradientBoostingClassifier:
    """Boosted trees, with scikit-learn.

    Parameters
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
        Each column with a value that is not NaN (:func:`filled_columns`).
    is_boilerplate, weight : ndarray, shape (n_lines,)
        Lines of weight 0 are left out.
    params : ForestParams
    seed : int

    Returns
    -------
    HistGradientBoostingClassifier

    Raises
    ------
    DatasetError
        There are not two labels.
    """
    check_both_labels(is_boilerplate, weight, "every fold")
    used = weight > 0
    model = HistGradientBoostingClassifier(
        max_iter=params.n_trees,
        learning_rate=params.learning_rate,
        max_leaf_nodes=params.max_leaves,
        min_samples_leaf=params.min_samples_leaf,
        l2_regularization=params.l2,
        max_bins=params.max_bins,
        max_features=params.max_features,
        early_stopping=False,
        random_state=seed,
    )
    return model.fit(X[used], is_boilerplate[used], sample_weight=weight[used])


def filled_columns(X: NDArray[np.float32]) -> NDArray[np.int64]:
    """Columns that have a value somewhere; those of markup have none for text, and scikit-learn fails on them."""
    return np.flatnonzero(~np.isnan(X).all(axis=0))


def export_forest(
    model: HistGradientBoostingClassifier,
    columns: NDArray[np.int64] | None = None,
    n_features: int | None = None,
) -> Forest:
    """The trees of a fitted scikit-learn model as plain arrays.

    Parameters
    ----------
    model : HistGradientBoostingClassifier
        Of two classes, without categorical features.
    columns : ndarray of int64, optional
        Which columns of X the model was fitted to; all by default.
    n_features : int, optional
        Columns of X; those of the model by default.

    Returns
    -------
    Forest
        With the same probabilities.
    """
    trees = [stage[0].nodes for stage in model._predictors]
    sizes = np.array([len(nodes) for nodes in trees])
    roots = np.cumsum(sizes) - sizes
    nodes = np.concatenate(trees)
    shift = np.repeat(roots, sizes)
    is_leaf = nodes["is_leaf"].astype(np.bool_)
    own = np.arange(len(nodes))
    columns = np.arange(model.n_features_in_) if columns is None else columns
    return Forest(
        feature=np.where(is_leaf, -1, columns[nodes["feature_idx"].astype(np.int64)]).astype(np.int16),
        # A split that parts NaN from all else has an infinite threshold; a model's numbers are finite.
        threshold=np.where(is_leaf, 0.0, np.minimum(nodes["num_threshold"], np.finfo(np.float64).max)),
        missing_left=nodes["missing_go_to_left"].astype(np.bool_),
        left=np.where(is_leaf, own, nodes["left"].astype(np.int64) + shift).astype(np.int32),
        right=np.where(is_leaf, own, nodes["right"].astype(np.int64) + shift).astype(np.int32),
        value=np.where(is_leaf, nodes["value"], 0.0),
        roots=roots.astype(np.int32),
        baseline=float(model._baseline_prediction[0, 0]),
        n_features=int(model.n_features_in_) if n_features is None else n_features,
    )


def featurise_pages(pages: Sequence[TrainingPage], lexical: LexicalModel) -> list[FeatureBatch]:
    """Feature batches of pages, in order."""
    return [
        featurise(LineBatch([page.page for page in pages[i : i + CHUNK_PAGES]]), lexical)
        for i in range(0, len(pages), CHUNK_PAGES)
    ]


def with_context(batches: Sequence[FeatureBatch], p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Second-stage columns of consecutive batches, shape (n_lines, n_features)."""
    parts = _parts(batches, p_boilerplate)
    return np.concatenate([batch.with_context(part) for batch, part in zip(batches, parts, strict=True)])


def pooled(batches: Sequence[FeatureBatch], p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Pooled probabilities of consecutive batches, shape (n_lines,)."""
    parts = _parts(batches, p_boilerplate)
    return np.concatenate([batch.pooled(part) for batch, part in zip(batches, parts, strict=True)])


def _parts(batches: Sequence[FeatureBatch], values: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Values of all lines, batch by batch."""
    return np.split(values, np.cumsum([len(batch.X) for batch in batches])[:-1])


@dataclass(frozen=True, slots=True, eq=False)
class CrossFit:
    """Out-of-fold columns and probabilities of all lines, in the order of the pages.

    Attributes
    ----------
    lines : Lines
    X_first, X_second : ndarray of float32, shape (n_lines, n_columns)
    p_first, p_second : ndarray of float32, shape (n_lines,)
        Out-of-fold probabilities of boilerplate; those of the second stage are pooled.
    n_words : ndarray of float64, shape (n_lines,)
    """

    lines: Lines
    X_first: NDArray[np.float32]
    X_second: NDArray[np.float32]
    p_first: NDArray[np.float32]
    p_second: NDArray[np.float32]
    n_words: NDArray[np.float64]


def cross_fit(
    pages: Sequence[TrainingPage],
    folds: NDArray[np.int64],
    lexical: Sequence[LexicalModel],
    params: TrainParams,
) -> CrossFit:
    """Probabilities of every line by models that have not seen its site.

    The first stage's probabilities that train the second come from models that saw the fold to be predicted, as
    in ordinary stacking; the second stage itself never does.

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
    X_first = np.concatenate([batch.X for batch in batches])
    n_words = np.concatenate([batch.words for batch in batches])
    lines = collect_lines(pages, n_words, page_weights(pages, params))
    fold = folds[lines.page]
    p_first = out_of_fold(X_first, lines, fold, params.first, params.seed)
    X_second = with_context(batches, p_first)
    p_second = pooled(batches, out_of_fold(X_second, lines, fold, params.second, params.seed))
    return CrossFit(lines, X_first, X_second, p_first, p_second, n_words)


def out_of_fold(
    X: NDArray[np.float32], lines: Lines, fold: NDArray[np.int64], params: ForestParams, seed: int
) -> NDArray[np.float32]:
    """Probability of boilerplate of each line by a forest fitted to the other folds, shape (n_lines,).

    Folds are fitted side by side, one thread each: that wastes less than two threads on one forest.
    """
    rows, weight = sample_rows(lines.weight, params.max_rows, seed)
    folds = range(int(fold.max()) + 1)
    found = joblib.Parallel(n_jobs=2)(
        joblib.delayed(_fit_and_predict)(X, lines.is_boilerplate, weight, rows, fold, k, params, seed) for k in folds
    )
    p = np.zeros(len(X), dtype=np.float32)
    for k in folds:
        p[fold == k] = found[k]
    return p


def _fit_and_predict(
    X: NDArray[np.float32],
    is_boilerplate: NDArray[np.bool_],
    weight: NDArray[np.float64],
    rows: NDArray[np.int64],
    fold: NDArray[np.int64],
    k: int,
    params: ForestParams,
    seed: int,
) -> NDArray[np.float32]:
    """Probabilities of fold `k` by a forest fitted to those of `rows` that are of other folds."""
    used = fold[rows] != k
    columns = filled_columns(X[rows])
    X_train, X_test = X[np.ix_(rows[used], columns)], X[np.ix_(np.flatnonzero(fold == k), columns)]
    model = fit_forest(X_train, is_boilerplate[rows[used]], weight[used], params, seed)
    return np.asarray(model.predict_proba(X_test)[:, 1], dtype=np.float32)


def fit_final(cross: CrossFit, params: TrainParams) -> Stages:
    """Both stages fitted to all pages, on out-of-fold columns.

    Parameters
    ----------
    cross : CrossFit
    params : TrainParams

    Returns
    -------
    Stages
    """
    jobs = ((cross.X_first, params.first), (cross.X_second, params.second))
    first, second = joblib.Parallel(n_jobs=2)(
        joblib.delayed(_fit_all)(X, cross.lines, stage, params.seed) for X, stage in jobs
    )
    return Stages(first, second)


def _fit_all(X: NDArray[np.float32], lines: Lines, params: ForestParams, seed: int) -> Forest:
    rows, weight = sample_rows(lines.weight, params.max_rows, seed)
    columns = filled_columns(X[rows])
    model = fit_forest(X[np.ix_(rows, columns)], lines.is_boilerplate[rows], weight, params, seed)
    return export_forest(model, columns, X.shape[1])
