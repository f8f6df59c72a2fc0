"""Words to scores: hashed n-grams, each with one learned weight.

There are two vocabularies. A line's own words tell "Share your love" and "اترك ردّاً" from prose; the words in class,
id and role of the elements around it tell a sidebar from an article.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bbclf.lexicon.packaged import packaged_phrases
from bbclf.lexicon.phrases import PhraseTable
from bbclf.npz import Arrays, take
from bbclf.tokens import Tokens, line_keys, mix, token_pairs

__all__ = ["Grams", "LexicalModel", "LexicalWeights", "attribute_grams", "gram_scores", "line_grams", "repeated"]

MAX_WEIGHT = float(np.finfo(np.float16).max)
"""Largest weight that is stored."""

_LINE_SALT = np.uint64(0x5851F42D4C957F2D)


class Grams(NamedTuple):
    """N-grams and what they belong to.

    Attributes
    ----------
    hashes : ndarray of uint64, shape (n_grams,)
    owners : ndarray of int64, shape (n_grams,)
        Number of the line, or of the element, that each is in.
    n_owners : int
    """

    hashes: NDArray[np.uint64]
    owners: NDArray[np.int64]
    n_owners: int

    def buckets(self, n_buckets: int) -> NDArray[np.int64]:
        """Bucket of each n-gram, 0 to `n_buckets` - 1, shape (n_grams,); `n_buckets` is a power of two."""
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

    def to_arrays(self) -> Arrays:
        """What is stored, by name; weights in half precision."""
        return {"weights": self.weights.astype(np.float16), "bias": np.array(self.bias, dtype=np.float64)}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Read stored arrays.

        Raises
        ------
        ValueError
            One is missing, of another dtype or number of dimensions, or not finite; the number of weights is not a
            power of two; or the bias is larger than any weight can be.
        """
        weights = take(arrays, "weights", np.float16).astype(np.float32)
        if len(weights) < 2 or len(weights) & (len(weights) - 1):
            raise ValueError(f"weights must be a power of two long, got {len(weights)}")
        bias = float(take(arrays, "bias", np.float64, n_dimensions=0))
        if abs(bias) > MAX_WEIGHT:
            raise ValueError(f"bias must be from {-MAX_WEIGHT:g} to {MAX_WEIGHT:g}, got {bias:g}")
        return cls(weights, bias)


@dataclass(frozen=True, slots=True, eq=False)
class LexicalModel:
    """What features read: two learned vocabularies, and the table of phrases.

    Attributes
    ----------
    words : LexicalWeights
        Of a line's own words.
    attributes : LexicalWeights
        Of the words in attributes of a line's elements.
    phrases : PhraseTable
        The packaged one by default. It is not learned, and not saved with a model: a model with any other table,
        made to measure what phrases give, exists in memory only.
    """

    words: LexicalWeights
    attributes: LexicalWeights
    phrases: PhraseTable = field(default_factory=packaged_phrases)


def line_grams(tokens: Tokens, n_lines: int) -> Grams:
    """N-grams of lines: tokens, pairs of adjacent tokens, and each line as a whole.

    Parameters
    ----------
    tokens : Tokens
    n_lines : int

    Returns
    -------
    Grams
    """
    pairs, pair_lines = token_pairs(tokens)
    wholes = line_keys(tokens, n_lines)
    filled = np.flatnonzero(np.bincount(tokens.lines, minlength=n_lines))
    return Grams(
        np.concatenate([tokens.hashes, pairs, mix(wholes[filled] ^ _LINE_SALT)]),
        np.concatenate([tokens.lines, pair_lines, filled]),
        n_lines,
    )


def attribute_grams(tokens: Tokens, n_strings: int) -> Grams:
    """N-grams of attributes: words, and pairs of adjacent words.

    Parameters
    ----------
    tokens : Tokens
        Of one string for each element: the words in its attributes.
    n_strings : int

    Returns
    -------
    Grams
    """
    pairs, pair_lines = token_pairs(tokens)
    return Grams(np.concatenate([tokens.hashes, pairs]), np.concatenate([tokens.lines, pair_lines]), n_strings)


def repeated(grams: Grams, which: NDArray[np.int64]) -> Grams:
    """The n-grams of some owners, in order; an owner that is named twice is repeated.

    Parameters
    ----------
    grams : Grams
    which : ndarray of int64, shape (n,)
        Numbers of owners of `grams`.

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

    The sum of the weights is divided by the square root of their number: a long line has more evidence, but less than
    in proportion to its length, since its words are not independent.

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
