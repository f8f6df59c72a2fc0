"""Words to scores: hashed n-grams, each with one learned weight.

Two vocabularies are scored alike. A line's own words tell "Share your love" and "اترك ردّاً" from prose; the class,
id and role words of the elements around it tell a sidebar from an article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.lexicon.phrases import PhraseTable
from bbclf.tokens import Tokens, mix

__all__ = ["Grams", "LexicalModel", "LexicalWeights", "attribute_grams", "gram_scores", "line_grams", "repeated"]

_SECOND = np.uint64(0xD6E8FEB86659FD93)
_LINE_SALT = np.uint64(0x5851F42D4C957F2D)


class Grams(NamedTuple):
    """N-grams and what they belong to.

    Attributes
    ----------
    hashes : ndarray of uint64, shape (n_grams,)
    owners : ndarray of int64, shape (n_grams,)
        Number of the line, or of the element, each stands in.
    n_owners : int
    """

    hashes: NDArray[np.uint64]
    owners: NDArray[np.int64]
    n_owners: int

    def buckets(self, n_buckets: int) -> NDArray[np.int64]:
        """Place of each n-gram in a table of `n_buckets` (a power of two) weights, shape (n_grams,)."""
        return (self.hashes >> np.uint64(64 - (n_buckets.bit_length() - 1))).astype(np.int64)


class LexicalWeights(NamedTuple):
    """One learned vocabulary.

    Attributes
    ----------
    weights : ndarray of float32, shape (n_buckets,)
        Log-odds of boilerplate that each bucket adds; ``n_buckets`` is a power of two.
    bias : float
    """

    weights: NDArray[np.float32]
    bias: float


@dataclass(frozen=True, slots=True, eq=False)
class LexicalModel:
    """The vocabularies that features read.

    Attributes
    ----------
    words : LexicalWeights
        Of a line's own words.
    attributes : LexicalWeights
        Of the attribute words of a line's elements.
    phrases : PhraseTable
        What sites' software says to visitors.
    """

    words: LexicalWeights
    attributes: LexicalWeights
    phrases: PhraseTable = field(default_factory=PhraseTable.empty)


def line_grams(tokens: Tokens, n_lines: int) -> Grams:
    """A line's tokens, pairs of neighbouring tokens, and the line as a whole.

    Parameters
    ----------
    tokens : Tokens
    n_lines : int

    Returns
    -------
    Grams
    """
    pairs, pair_lines = _pairs(tokens)
    wholes = np.zeros(n_lines, dtype=np.uint64)
    np.add.at(wholes, tokens.lines, tokens.hashes)
    filled = np.flatnonzero(np.bincount(tokens.lines, minlength=n_lines))
    return Grams(
        np.concatenate([tokens.hashes, pairs, mix(wholes[filled] ^ _LINE_SALT)]),
        np.concatenate([tokens.lines, pair_lines, filled]),
        n_lines,
    )


def attribute_grams(tokens: Tokens, n_strings: int) -> Grams:
    """Attribute words, and pairs of neighbouring ones.

    Parameters
    ----------
    tokens : Tokens
        Of one string of attribute words for each element.
    n_strings : int

    Returns
    -------
    Grams
    """
    pairs, pair_lines = _pairs(tokens)
    return Grams(np.concatenate([tokens.hashes, pairs]), np.concatenate([tokens.lines, pair_lines]), n_strings)


def repeated(grams: Grams, which: NDArray[np.int64]) -> Grams:
    """The n-grams of some owners in turn, each as often as it is named.

    Parameters
    ----------
    grams : Grams
    which : ndarray of int64, shape (n,)
        Owners among those of `grams`.

    Returns
    -------
    Grams
        Of ``n`` owners.
    """
    hashes = grams.hashes[np.argsort(grams.owners, kind="stable")]
    counts = np.bincount(grams.owners, minlength=grams.n_owners)
    first = (np.cumsum(counts) - counts)[which]
    repeats = counts[which]
    owners = np.repeat(np.arange(len(which)), repeats)
    within = np.arange(len(owners)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return Grams(hashes[first[owners] + within], owners, len(which))


def gram_scores(grams: Grams, model: LexicalWeights) -> NDArray[np.float64]:
    """Log-odds of boilerplate of each owner by its n-grams.

    Weights are summed and divided by the square root of their count: a long line has more evidence, yet not in
    proportion, for its words depend on each other.

    Parameters
    ----------
    grams : Grams
    model : LexicalWeights

    Returns
    -------
    ndarray of float64, shape (n_owners,)
        The bias alone for an owner without n-grams.
    """
    found = model.weights[grams.buckets(len(model.weights))]
    sums = np.bincount(grams.owners, weights=found, minlength=grams.n_owners)
    counts = np.bincount(grams.owners, minlength=grams.n_owners)
    return sums / np.sqrt(np.maximum(counts, 1)) + model.bias


def _pairs(tokens: Tokens) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of neighbouring tokens of the same line, and their lines."""
    same = tokens.lines[1:] == tokens.lines[:-1]
    first, second = tokens.hashes[:-1][same], tokens.hashes[1:][same]
    return mix(first * _SECOND + second), tokens.lines[1:][same]
