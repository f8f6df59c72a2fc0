"""Features: from lines to numbers, by the same code in training, evaluation and prediction.

A *family* is a file of :mod:`bbclf.features.families`: columns beside the formulas that compute them, from the
quantities of a :class:`~bbclf.features.context.Context`. :func:`featurise` computes one family after another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats
from bbclf.features.ancestry import near_elements
from bbclf.features.context import PROSE_WORDS, Context
from bbclf.features.families import FAMILIES, READ_LATER
from bbclf.features.grams import AttributeGrams, LineGrams, read_grams
from bbclf.features.pooling import pool_by_path, pooled_log_odds
from bbclf.features.schema import Family, Feature, Group, Unit
from bbclf.features.tree import Tree
from bbclf.lexicon.scores import LexicalModel
from bbclf.page import LineBatch

__all__ = [
    "FAMILIES", "FEATURES", "FEATURE_SCHEMA", "GROUP_OF_COLUMN", "PROSE_WORDS", "AttributeGrams", "Family", "Feature",
    "FeatureBatch", "Group", "LineGrams", "Unit", "featurise", "near_elements", "read_grams",
]  # fmt: skip

FEATURE_SCHEMA = 7
"""Raised by one when any column's meaning, order or count changes; a model of another schema is refused."""

FEATURES: tuple[Feature, ...] = tuple(chain.from_iterable(family.columns for family in FAMILIES))
"""Columns of X, in order."""

GROUP_OF_COLUMN: tuple[Group, ...] = tuple(family.group for family in FAMILIES for _ in family.columns)
"""What each column of X is about."""


@dataclass(frozen=True, slots=True, eq=False)
class FeatureBatch:
    """Columns of lines, and what pooling their probabilities needs.

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
        """Probabilities, those of lines at the same DOM path averaged.

        Parameters
        ----------
        p_boilerplate : ndarray of float32, shape (n_lines,)
            Output of the network.

        Returns
        -------
        ndarray of float32, shape (n_lines,)
            See :func:`bbclf.features.pooling.pool_by_path`; unchanged for lines without markup.
        """
        if self.tree is None:
            return p_boilerplate
        return pool_by_path(self.tree, self.words, p_boilerplate)

    def pooled_log_odds(self, p_boilerplate: NDArray[np.float32]) -> Floats | None:
        """Log-odds of :meth:`pooled`, in double precision.

        Parameters
        ----------
        p_boilerplate : ndarray of float32, shape (n_lines,)
            Output of the network.

        Returns
        -------
        ndarray of float64, shape (n_lines,), or None
            None where nothing is pooled: the lines have no markup.
        """
        return None if self.tree is None else pooled_log_odds(self.tree, self.words, p_boilerplate)


def featurise(batch: LineBatch, lexical: LexicalModel) -> FeatureBatch:
    """Columns of the lines of several pages.

    The columns of a line depend on its page only, not on the other pages of the batch.

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
    if len({page.markup is None for page in batch.pages if page.lines}) == 2:
        return _featurise_apart(batch, lexical)
    context = Context(batch, lexical)
    matrix = np.empty((len(FEATURES), len(batch)), dtype=np.float32)
    missing = np.full(len(batch), np.nan)
    first = 0
    for family in FAMILIES:
        names = [feature.name for feature in family.columns]
        is_missing = family.needs_markup and not context.has_markup
        columns = dict.fromkeys(names, missing) if is_missing else family.compute(context)
        rows = matrix[first : first + len(names)]
        np.concatenate([columns[name] for name in names], out=rows.reshape(-1), casting="same_kind")
        context.columns.update((name, columns[name]) for name in READ_LATER.intersection(names))
        first += len(names)
    return FeatureBatch(matrix.T, context.tree if context.has_markup else None, context.n_words)


def _featurise_apart(batch: LineBatch, lexical: LexicalModel) -> FeatureBatch:
    """Columns of a batch in which some pages have markup and others have none, each kind computed alone."""
    has_markup = np.array([page.markup is not None for page in batch.pages])
    X, words = np.empty((len(FEATURES), len(batch)), dtype=np.float32), np.empty(len(batch))
    tree = None
    for kind in (True, False):
        part = featurise(LineBatch([page for page in batch.pages if (page.markup is not None) == kind]), lexical)
        rows = np.flatnonzero(has_markup[batch.page_of_line] == kind)
        X[:, rows], words[rows] = part.X.T, part.words
        tree = tree if part.tree is None else replace(part.tree, rows=rows)
    return FeatureBatch(X.T, tree, words)
