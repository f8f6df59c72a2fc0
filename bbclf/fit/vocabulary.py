"""Lexical weights: logistic regression of labels on hashed n-grams."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import SGDClassifier

from bbclf.dataset import TrainingPage
from bbclf.features import near_elements, read_grams
from bbclf.features.tree import Tree, build_tree
from bbclf.fit.lines import collect_lines, page_weights, site_of
from bbclf.fit.params import LexicalParams, TrainParams
from bbclf.lexicon.phrases import PhraseTable
from bbclf.lexicon.scores import Grams, LexicalModel, LexicalWeights
from bbclf.page import LineBatch
from bbclf.tokens import read_chars, tokenise

__all__ = ["fit_lexical", "fit_weights", "lexical_matrices"]

CHUNK_PAGES = 64
"""Pages whose n-grams are computed together: it bounds memory."""


def gram_matrix(grams: Grams, n_buckets: int) -> sparse.csr_matrix:
    """A matrix whose product with the weights is :func:`bbclf.lexicon.scores.gram_scores` without the bias.

    Returns
    -------
    scipy.sparse.csr_matrix of float32, shape (n_owners, n_buckets)
    """
    counts = np.bincount(grams.owners, minlength=grams.n_owners)
    values = (1 / np.sqrt(counts[grams.owners])).astype(np.float32)
    shape = (grams.n_owners, n_buckets)
    return sparse.csr_matrix((values, (grams.owners, grams.buckets(n_buckets))), shape=shape)


def element_matrix(tree: Tree, n_lines: int) -> sparse.csr_matrix:
    """1 where an element is near a line, else 0, shape (n_lines, n_elements)."""
    chains = near_elements(tree)
    elements = np.concatenate(chains)
    lines = np.tile(tree.rows, len(chains))[elements >= 0]
    elements = elements[elements >= 0]
    ones = np.ones(len(elements), dtype=np.float32)
    return sparse.csr_matrix((ones, (lines, elements)), shape=(n_lines, len(tree.parent)))


def lexical_matrices(
    pages: Sequence[TrainingPage], params: LexicalParams
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Word and attribute n-grams of all lines, shapes (n_lines, n_buckets)."""
    words, attributes = [], []
    for first in range(0, len(pages), CHUNK_PAGES):
        batch = LineBatch([page.page for page in pages[first : first + CHUNK_PAGES]])
        tree = build_tree(batch)
        grams = read_grams(batch, tokenise(read_chars(batch.lines)), tree)
        words.append(gram_matrix(grams.words, 1 << params.word_bits))
        inline = gram_matrix(grams.inline, 1 << params.attribute_bits)
        if tree is not None and grams.elements is not None:
            inline = inline + element_matrix(tree, len(batch)) @ gram_matrix(grams.elements, 1 << params.attribute_bits)
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
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float64, shape (n_lines,)
        Lines of weight 0 are left out.
    params : LexicalParams
    seed : int

    Returns
    -------
    LexicalWeights
        All zero if there are no lines of both labels, as for the attributes of text, which has none.
    """
    used = weight > 0
    if len(np.unique(is_boilerplate[used])) < 2:
        return LexicalWeights(np.zeros(matrix.shape[1], dtype=np.float32), 0.0)
    model = SGDClassifier(
        loss="log_loss", alpha=params.alpha, max_iter=params.epochs, tol=None, random_state=seed, average=True
    )
    model.fit(matrix[used], is_boilerplate[used], sample_weight=weight[used])
    return LexicalWeights(model.coef_[0].astype(np.float32), float(model.intercept_[0]))


def fit_lexical(
    pages: Sequence[TrainingPage],
    folds: NDArray[np.int64],
    params: TrainParams,
    phrases: PhraseTable,
) -> tuple[list[LexicalModel], LexicalModel]:
    """Vocabularies of each fold, trained on the other folds, and those trained on all pages.

    A line that a site repeats is used once, with the weight of its first occurrence: menus would otherwise outweigh
    everything else. Leftovers are used only if there are no pages of other views: their content repeats the lines of
    the other views, and in a language with few sites most boilerplate would be the residue that was inserted.

    Parameters
    ----------
    pages : sequence of TrainingPage
    folds : ndarray of int64, shape (n_pages,)
    params : TrainParams
    phrases : PhraseTable
        The table that all of them get.

    Returns
    -------
    of_fold : list of LexicalModel
    final : LexicalModel
    """
    n_folds = int(folds.max()) + 1
    teaching = [number for number, page in enumerate(pages) if page.page.view != "leftover"]
    if teaching:
        pages, folds = [pages[number] for number in teaching], folds[teaching]
    words, attributes = lexical_matrices(pages, params.lexical)
    lines = collect_lines(pages, np.diff(words.indptr) / 2.0, page_weights(pages, params))
    site_numbers = {site: i for i, site in enumerate(dict.fromkeys(map(site_of, pages)))}
    site = np.array([site_numbers[site_of(page)] for page in pages])[lines.page]
    texts = {text: i for i, text in enumerate(dict.fromkeys(t for page in pages for t in page.page.lines))}
    text = np.array([texts[t] for page in pages for t in page.page.lines])
    decided = np.flatnonzero(lines.weight > 0)
    kinds_of_line = np.stack([site, text, lines.is_boilerplate])[:, decided]
    first = decided[np.unique(kinds_of_line, axis=1, return_index=True)[1]]
    has_markup = np.flatnonzero(np.diff(attributes.indptr))
    fold = folds[lines.page]

    def fit(used: NDArray[np.bool_]) -> LexicalModel:
        distinct = used[first]
        marked = has_markup[used[has_markup]]
        noise, lexical, seed = lines.is_boilerplate, params.lexical, params.seed
        return LexicalModel(
            fit_weights(words[first[distinct]], noise[first[distinct]], lines.weight[first[distinct]], lexical, seed),
            fit_weights(attributes[marked], noise[marked], lines.weight[marked], lexical, seed),
            phrases,
        )

    return [fit(fold != k) for k in range(n_folds)], fit(np.ones(len(fold), dtype=np.bool_))
