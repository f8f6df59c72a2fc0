"""Lines to numbers: the only feature code there is.

Training, evaluation and prediction all call :func:`featurise`, and :meth:`FeatureBatch.pooled` on the probabilities
that a network gives to its columns.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, count
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, Ints, ratio
from bbclf.features import cards, kind, neighbours, phrasing, place, pooling, shape, structure
from bbclf.features.schema import Feature
from bbclf.features.tree import Tree, build_tree
from bbclf.lexicon.phrases import match_phrases
from bbclf.lexicon.scores import (
    Grams,
    LexicalModel,
    LexicalWeights,
    attribute_grams,
    gram_scores,
    line_grams,
    repeated,
)
from bbclf.page import LineBatch
from bbclf.tokens import Tokens, read_chars, tokenise

__all__ = [
    "FEATURES", "FEATURE_SCHEMA", "AttributeGrams", "Feature", "FeatureBatch", "LineGrams", "featurise",
    "near_elements", "read_grams",
]  # fmt: skip

FEATURE_SCHEMA = 6
"""Raised by one when any column's meaning, order or count changes; a model of another schema is refused."""

LEXICAL_FEATURES: tuple[Feature, ...] = (
    Feature("word_score", "log-odds", "own", "boilerplate by the line's own words"),
    Feature("attribute_score", "log-odds", "own", "boilerplate by class, id and role words of the elements around it"),
    Feature("near_attribute_score", "log-odds", "own", "the same of the line's own element and inline elements"),
)

FEATURES: tuple[Feature, ...] = (
    *shape.FEATURES,
    *place.FEATURES,
    *LEXICAL_FEATURES,
    *phrasing.FEATURES,
    *structure.FEATURES,
    *cards.FEATURES,
    *kind.FEATURES,
    *neighbours.FEATURES,
)
"""Columns of X, in order."""

NEAR_ELEMENTS = 4
"""Elements whose attribute words are read; those further out are of the page's frame, and of one site's making."""


class AttributeGrams(NamedTuple):
    """N-grams of attribute words. Pages repeat their class strings, so each distinct string is read once.

    Attributes
    ----------
    strings : Grams
        Of each distinct string.
    inline : ndarray of int64, shape (n_html_lines,)
        Which string the inline elements of each line have.
    elements : ndarray of int64, shape (n_elements,)
        Which string each element of the batch's tree has.
    """

    strings: Grams
    inline: Ints
    elements: Ints


@dataclass(frozen=True, slots=True, eq=False)
class LineGrams:
    """What the lexical scores of a batch are computed from.

    Attributes
    ----------
    words : Grams
        Of each line.
    attributes : AttributeGrams or None
        None without markup.
    rows : ndarray of int64, shape (n_html_lines,)
        Which lines have markup.
    """

    words: Grams
    attributes: AttributeGrams | None
    rows: Ints

    @property
    def inline(self) -> Grams:
        """Attribute words of the inline elements of each line, written out."""
        if self.attributes is None:
            return Grams(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64), self.words.n_owners)
        of_rows = repeated(self.attributes.strings, self.attributes.inline)
        return Grams(of_rows.hashes, self.rows[of_rows.owners], self.words.n_owners)

    @property
    def elements(self) -> Grams | None:
        """Attribute words of each element of the batch's tree, written out; None without markup."""
        return None if self.attributes is None else repeated(self.attributes.strings, self.attributes.elements)


@dataclass(frozen=True, slots=True, eq=False)
class FeatureBatch:
    """Columns of lines, and what their probabilities are pooled by.

    Attributes
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
        Columns in the order of :data:`FEATURES`; in Fortran order.
    tree : Tree or None
        Of the lines that have markup; None if there are none.
    words : ndarray of float64, shape (n_lines,)
        Words of each line.
    """

    X: NDArray[np.float32]
    tree: Tree | None
    words: Floats

    def pooled(self, p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities of lines, each drawn to those of the lines that the same template made.

        Parameters
        ----------
        p_boilerplate : ndarray of float32, shape (n_lines,)
            As the network gives them.

        Returns
        -------
        ndarray of float32, shape (n_lines,)
            See :func:`bbclf.features.pooling.pool_by_path`; unchanged for lines without markup.
        """
        if self.tree is None:
            return p_boilerplate
        return pooling.pool_by_path(self.tree, self.words, p_boilerplate)


def read_grams(batch: LineBatch, tokens: Tokens, tree: Tree | None) -> LineGrams:
    """N-grams of lines and elements.

    Parameters
    ----------
    batch : LineBatch
    tokens : Tokens
        Of the lines of `batch`.
    tree : Tree or None

    Returns
    -------
    LineGrams
    """
    words = line_grams(tokens, len(batch))
    if tree is None:
        return LineGrams(words, None, np.zeros(0, dtype=np.int64))
    inline = list(chain.from_iterable(markup.inline_attributes for markup in tree.markups))
    elements = list(chain.from_iterable(markup.attributes for markup in tree.markups))
    numbers = defaultdict[str, int](count().__next__)  # what is asked for the first time gets the next number
    n_inline, n_elements = len(inline), len(elements)
    of_texts = np.fromiter(map(numbers.__getitem__, chain(inline, elements)), np.int64, n_inline + n_elements)
    strings = attribute_grams(tokenise(read_chars(list(numbers))), len(numbers))
    return LineGrams(words, AttributeGrams(strings, of_texts[:n_inline], of_texts[n_inline:]), tree.rows)


def lexical_columns(grams: LineGrams, tree: Tree | None, lexical: LexicalModel) -> dict[str, Floats]:
    """Columns of :data:`LEXICAL_FEATURES`."""
    columns = {"word_score": gram_scores(grams.words, lexical.words)}
    n_lines = grams.words.n_owners
    if tree is None or grams.attributes is None:
        missing = np.full(n_lines, np.nan)
        return columns | {"attribute_score": missing, "near_attribute_score": missing}
    of_string = gram_scores(grams.attributes.strings, LexicalWeights(lexical.attributes.weights, 0.0))
    inline, elements = of_string[grams.attributes.inline], of_string[grams.attributes.elements]
    everything = np.full(n_lines, np.nan)
    padded = np.append(elements, 0.0)
    everything[tree.rows] = inline + sum(padded[element] for element in near_elements(tree)) + lexical.attributes.bias
    near = np.full(n_lines, np.nan)
    near[tree.rows] = inline + elements[tree.element]
    return columns | {"attribute_score": everything, "near_attribute_score": near}


def near_elements(tree: Tree) -> list[Ints]:
    """The :data:`NEAR_ELEMENTS` innermost elements of each line; -1 for those it has not."""
    chain = [tree.element]
    padded = np.append(tree.parent, -1)
    for _ in range(NEAR_ELEMENTS - 1):
        chain.append(padded[chain[-1]])
    return chain


def featurise(batch: LineBatch, lexical: LexicalModel) -> FeatureBatch:
    """Columns of the lines of several pages.

    A line's row depends on its page alone, not on the pages beside it.

    Parameters
    ----------
    batch : LineBatch
    lexical : LexicalModel

    Returns
    -------
    FeatureBatch
    """
    if not len(batch):
        return FeatureBatch(np.zeros((0, len(FEATURES)), dtype=np.float32), None, np.zeros(0))
    chars = read_chars(batch.lines)
    tokens = tokenise(chars)
    tree = build_tree(batch)
    columns = shape.shape_columns(chars, shape.class_counts(chars))
    link_ratio = None
    if tree is not None:
        link_ratio = np.zeros(len(batch))
        link_ratio[tree.rows] = ratio(tree.column("link_chars"), columns["n_chars"][tree.rows])
    prose = place.prose_words(columns["n_words"], link_ratio)
    gaps = np.concatenate([page.gaps for page in batch.pages]).astype(np.float64)
    columns |= place.place_columns(batch, columns, prose, gaps)
    columns |= place.repetition_columns(batch, chars, tokens)
    columns |= lexical_columns(read_grams(batch, tokens, tree), tree, lexical)
    columns |= phrasing.phrase_columns(batch, match_phrases(lexical.phrases, chars, tokens))
    columns |= _structure(batch, tree, columns, prose)
    columns |= kind.kind_columns(batch, columns)
    columns |= neighbours.neighbour_columns(batch, columns)
    return FeatureBatch(_matrix(columns), tree, columns["n_words"])


def _matrix(columns: dict[str, Floats]) -> NDArray[np.float32]:
    """Columns side by side, in Fortran order: each stays in one piece."""
    matrix = np.empty((len(FEATURES), len(columns["n_words"])), dtype=np.float32)
    for number, feature in enumerate(FEATURES):
        matrix[number] = columns[feature.name]
    return matrix.T


def _structure(batch: LineBatch, tree: Tree | None, columns: dict[str, Floats], prose: Floats) -> dict[str, Floats]:
    """Columns of :mod:`bbclf.features.structure` and of its cards, NaN for lines without markup."""
    if tree is None:
        missing = np.full(len(batch), np.nan)
        return {feature.name: missing for feature in (*structure.FEATURES, *cards.FEATURES)}
    rows = tree.rows
    of_html = {name: columns[name][rows] for name in ("n_chars", "n_words", "commas")}
    found = structure.structure_columns(tree, of_html, prose[rows], columns["common_words"][rows])
    if len(rows) == len(batch):
        return found
    filled = {name: np.full(len(batch), np.nan) for name in found}
    for name, column in found.items():
        filled[name][rows] = column
    return filled
