"""Fit a model to labelled pages: lexical weights, two forests for each view, thresholds.

The only importer of scikit-learn. Whatever a later step of training reads from an earlier one (lexical scores,
first-stage probabilities) is out-of-fold, with folds by site: so the later step learns how far to trust what it
will see on sites that nobody trained on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError, MissingDependencyError
from bbclf.features import FeatureBatch, LineGrams, featurise, read_grams
from bbclf.features.tree import Tree, build_tree
from bbclf.forest import Forest
from bbclf.lexical import Grams, LexicalModel, LexicalWeights
from bbclf.page import LineBatch
from bbclf.tokens import read_chars, tokenise

try:
    from scipy import sparse
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import SGDClassifier
except ImportError:
    raise MissingDependencyError("scikit-learn", "train") from None

__all__ = ["ForestParams", "LexicalParams", "TrainParams", "assign_folds", "cross_fit", "fit_forest"]

CHUNK_PAGES = 64


@dataclass(frozen=True, slots=True)
class ForestParams:
    """Of :class:`sklearn.ensemble.HistGradientBoostingClassifier`."""

    n_trees: int = 100
    learning_rate: float = 0.1
    max_leaves: int = 31
    min_samples_leaf: int = 60
    l2: float = 5.0
    max_bins: int = 255
    max_features: float = 0.3


@dataclass(frozen=True, slots=True)
class LexicalParams:
    """Of the two vocabularies' logistic regressions.

    ``bits``: base-2 logarithm of the number of buckets. ``alpha``: strength of the L2 penalty. ``drop``: share of
    the pages whose lexical scores are blanked while forests are trained, so that they can do without.
    """

    word_bits: int = 19
    attribute_bits: int = 17
    alpha: float = 3e-6
    epochs: int = 6
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class TrainParams:
    """Everything that training is tuned by."""

    seed: int = 1
    n_folds: int = 5
    site_power: float = 0.5
    lang_power: float = 0.3
    lexical: LexicalParams = field(default_factory=LexicalParams)
    first: ForestParams = field(default_factory=ForestParams)
    second: ForestParams = field(default_factory=ForestParams)


def assign_folds(pages: Sequence[TrainingPage], n_folds: int) -> NDArray[np.int64]:
    """Fold of each page: pages of a site stay together, languages are spread evenly.

    Parameters
    ----------
    pages : sequence of TrainingPage
    n_folds : int

    Returns
    -------
    ndarray of int64, shape (n_pages,)
    """
    sites: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for page in pages:
        sites[_site(page)][page.lang or ""] += 1
    load: defaultdict[str, list[int]] = defaultdict(lambda: [0] * n_folds)
    fold_of: dict[str, int] = {}
    for site in sorted(sites, key=lambda site: (-sites[site].total(), site)):
        lang = sites[site].most_common(1)[0][0]
        fold = int(np.argmin(load[lang]))
        fold_of[site] = fold
        load[lang][fold] += sites[site].total()
    return np.array([fold_of[_site(page)] for page in pages], dtype=np.int64)


def _site(page: TrainingPage) -> str:
    return page.site or page.page.url or page.page.id or str(id(page))


def page_weights(pages: Sequence[TrainingPage], params: TrainParams) -> NDArray[np.float64]:
    """What each page counts for: less where its site, or its language, has many.

    Returns
    -------
    ndarray of float64, shape (n_pages,)
        With mean 1.
    """
    of_site = Counter(_site(page) for page in pages)
    of_lang = Counter(page.lang for page in pages)
    weights = np.array(
        [of_site[_site(page)] ** -params.site_power * of_lang[page.lang] ** -params.lang_power for page in pages]
    )
    return np.asarray(weights / weights.mean())


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """The lines of all training pages, end to end.

    Attributes
    ----------
    page : ndarray of int64, shape (n_lines,)
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float64, shape (n_lines,)
        Label weight times square root of words, normalised by page, times the page's weight.
    starts : ndarray of int64, shape (n_pages + 1,)
    """

    page: NDArray[np.int64]
    is_boilerplate: NDArray[np.bool_]
    weight: NDArray[np.float64]
    starts: NDArray[np.int64]


def collect_lines(
    pages: Sequence[TrainingPage], n_words: NDArray[np.float64], weights: NDArray[np.float64]
) -> Lines:
    """Labels and weights of all lines.

    Parameters
    ----------
    pages : sequence of TrainingPage
    n_words : ndarray of float64, shape (n_lines,)
    weights : ndarray of float64, shape (n_pages,)
    """
    counts = np.array([len(page.page) for page in pages], dtype=np.int64)
    page = np.repeat(np.arange(len(pages)), counts)
    mass = np.sqrt(n_words + 1)
    whole = np.maximum(np.bincount(page, weights=mass, minlength=len(pages)), 1e-9)
    label_weight = np.concatenate([np.zeros(0), *(page.weight for page in pages)])
    weight = label_weight * mass / whole[page] * weights[page]
    return Lines(
        page=page,
        is_boilerplate=np.concatenate([np.zeros(0, dtype=np.bool_), *(p.is_boilerplate for p in pages)]),
        weight=weight * len(weight) / max(weight.sum(), 1e-9),
        starts=np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]),
    )


def gram_matrix(grams: Grams, n_buckets: int) -> sparse.csr_matrix:
    """N-grams as a matrix whose product with the weights is :func:`bbclf.lexical.gram_scores` less the bias.

    Returns
    -------
    scipy.sparse.csr_matrix of float32, shape (n_owners, n_buckets)
    """
    counts = np.bincount(grams.owners, minlength=grams.n_owners)
    values = (1 / np.sqrt(counts[grams.owners])).astype(np.float32)
    shape = (grams.n_owners, n_buckets)
    return sparse.csr_matrix((values, (grams.owners, grams.buckets(n_buckets))), shape=shape)


def ancestor_matrix(tree: Tree, n_lines: int) -> sparse.csr_matrix:
    """Which elements hold each line, shape (n_lines, n_elements)."""
    lengths = tree.end - tree.first
    elements = np.repeat(np.arange(len(lengths)), lengths)
    within = np.arange(len(elements)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    lines = tree.rows[np.repeat(tree.first, lengths) + within]
    ones = np.ones(len(elements), dtype=np.float32)
    return sparse.csr_matrix((ones, (lines, elements)), shape=(n_lines, len(lengths)))


def lexical_matrices(
    pages: Sequence[TrainingPage], params: LexicalParams
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Word and attribute n-grams of all lines, shapes (n_lines, n_buckets)."""
    words, attributes = [], []
    for first in range(0, len(pages), CHUNK_PAGES):
        batch = LineBatch([page.page for page in pages[first : first + CHUNK_PAGES]])
        tree = build_tree(batch)
        grams: LineGrams = read_grams(batch, tokenise(read_chars(batch.lines)), tree)
        words.append(gram_matrix(grams.words, 1 << params.word_bits))
        inline = gram_matrix(grams.inline, 1 << params.attribute_bits)
        if tree is not None and grams.elements is not None:
            inline = inline + ancestor_matrix(tree, len(batch)) @ gram_matrix(
                grams.elements, 1 << params.attribute_bits
            )
        attributes.append(inline)
    return sparse.vstack(words, format="csr"), sparse.vstack(attributes, format="csr")


def fit_weights(
    matrix: sparse.csr_matrix,
    is_boilerplate: NDArray[np.bool_],
    weight: NDArray[np.float64],
    params: LexicalParams,
    seed: int,
) -> LexicalWeights:
    """Logistic regression of labels on n-grams.

    Parameters
    ----------
    matrix : scipy.sparse.csr_matrix, shape (n_lines, n_buckets)
    is_boilerplate, weight : ndarray, shape (n_lines,)
    """
    used = weight > 0
    model = SGDClassifier(
        loss="log_loss", alpha=params.alpha, max_iter=params.epochs, tol=None, random_state=seed, average=True
    )
    model.fit(matrix[used], is_boilerplate[used], sample_weight=weight[used])
    return LexicalWeights(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


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
    used = weight > 0
    present = np.unique(is_boilerplate[used])
    if len(present) < 2:
        found = "no labelled line" if not len(present) else "boilerplate only" if present[0] else "content only"
        raise DatasetError(
            f"training needs lines of both labels, content and boilerplate; found {found}: add labelled pages"
        )
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


def export_forest(model: HistGradientBoostingClassifier) -> Forest:
    """The trees of a fitted scikit-learn model as plain arrays.

    Parameters
    ----------
    model : HistGradientBoostingClassifier
        Of two classes, without categorical features.

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
    return Forest(
        feature=np.where(is_leaf, -1, nodes["feature_idx"].astype(np.int64)).astype(np.int16),
        threshold=np.where(is_leaf, 0.0, nodes["num_threshold"]),
        missing_left=nodes["missing_go_to_left"].astype(np.bool_),
        left=np.where(is_leaf, own, nodes["left"].astype(np.int64) + shift).astype(np.int32),
        right=np.where(is_leaf, own, nodes["right"].astype(np.int64) + shift).astype(np.int32),
        value=np.where(is_leaf, nodes["value"], 0.0),
        roots=roots.astype(np.int32),
        baseline=float(model._baseline_prediction[0, 0]),
        n_features=int(model.n_features_in_),
    )


def featurise_pages(pages: Sequence[TrainingPage], lexical: LexicalModel) -> list[FeatureBatch]:
    """Feature batches of pages, in order."""
    return [
        featurise(LineBatch([page.page for page in pages[i : i + CHUNK_PAGES]]), lexical)
        for i in range(0, len(pages), CHUNK_PAGES)
    ]


def with_context(
    batches: Sequence[FeatureBatch], p_boilerplate: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Second-stage columns of consecutive batches, shape (n_lines, n_features)."""
    ends = np.cumsum([len(batch.X) for batch in batches])[:-1]
    parts = np.split(p_boilerplate, ends)
    return np.concatenate([batch.with_context(part) for batch, part in zip(batches, parts, strict=True)])


def fit_lexical(
    pages: Sequence[TrainingPage], folds: NDArray[np.int64], params: TrainParams
) -> tuple[list[LexicalModel], LexicalModel]:
    """Vocabularies for each fold, trained on the other folds, and one trained on all.

    A line that a site repeats counts as one line, or menus would outweigh all else.

    Parameters
    ----------
    pages : sequence of TrainingPage
    folds : ndarray of int64, shape (n_pages,)
    params : TrainParams

    Returns
    -------
    of_fold : list of LexicalModel
    final : LexicalModel
    """
    words, attributes = lexical_matrices(pages, params.lexical)
    lines = collect_lines(pages, np.diff(words.indptr) / 2.0, page_weights(pages, params))
    site_numbers = {site: i for i, site in enumerate(dict.fromkeys(map(_site, pages)))}
    site = np.array([site_numbers[_site(page)] for page in pages])[lines.page]
    texts = {text: i for i, text in enumerate(dict.fromkeys(t for page in pages for t in page.page.lines))}
    text = np.array([texts[t] for page in pages for t in page.page.lines])
    _, same, n_same = np.unique(
        np.stack([site, text, lines.is_boilerplate]), axis=1, return_inverse=True, return_counts=True
    )
    word_weight = lines.weight / n_same[same]
    has_markup = np.diff(attributes.indptr) > 0
    fold = folds[lines.page]

    def fit(used: NDArray[np.bool_]) -> LexicalModel:
        return LexicalModel(
            fit_weights(words, lines.is_boilerplate, word_weight * used, params.lexical, params.seed),
            fit_weights(
                attributes, lines.is_boilerplate, lines.weight * used * has_markup, params.lexical, params.seed
            ),
        )

    return [fit(fold != k) for k in range(int(folds.max()) + 1)], fit(np.ones(len(fold), dtype=np.bool_))


@dataclass(frozen=True, slots=True, eq=False)
class CrossFit:
    """Out-of-fold columns and probabilities of all lines, in the order of the pages.

    Attributes
    ----------
    lines : Lines
    X_first, X_second : ndarray of float32, shape (n_lines, n_columns)
    p_first, p_second : ndarray of float32, shape (n_lines,)
        Out-of-fold probabilities of boilerplate.
    """

    lines: Lines
    X_first: NDArray[np.float32]
    X_second: NDArray[np.float32]
    p_first: NDArray[np.float32]
    p_second: NDArray[np.float32]


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
        batches += featurise_pages([pages[i] for i in np.flatnonzero(folds == k)], model)
    X_first = np.concatenate([batch.X for batch in batches])
    n_words = np.concatenate([batch.words for batch in batches])
    lines = collect_lines(pages, n_words, page_weights(pages, params))
    fold = folds[lines.page]
    p_first = out_of_fold(X_first, lines, fold, params.first, params.seed)
    X_second = with_context(batches, p_first)
    p_second = out_of_fold(X_second, lines, fold, params.second, params.seed)
    return CrossFit(lines, X_first, X_second, p_first, p_second)


def out_of_fold(
    X: NDArray[np.float32], lines: Lines, fold: NDArray[np.int64], params: ForestParams, seed: int
) -> NDArray[np.float32]:
    """Probability of boilerplate of each line by a forest fitted to the other folds, shape (n_lines,)."""
    p = np.zeros(len(X), dtype=np.float32)
    for k in range(int(fold.max()) + 1):
        train = fold != k
        model = fit_forest(X[train], lines.is_boilerplate[train], lines.weight[train], params, seed)
        p[~train] = model.predict_proba(X[~train])[:, 1]
    return p
