"""Phrases that sites' software says to visitors, in any language, as a table of hashes.

"Share", "Leave a reply", "Προηγούμενο", "阅读更多": words differ between languages, kinds do not. What a model learns
about a kind from the languages of its training pages applies to every language of the table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import run_starts
from bbclf.npz import Arrays, take
from bbclf.tokens import CharBatch, Tokens, line_keys, mix, read_chars, tokenise

__all__ = ["KINDS", "PhraseMatches", "PhraseTable", "match_phrases", "phrase_table"]

KINDS = (
    "share", "comment", "related", "newsletter", "account", "consent", "navigation", "shop", "meta", "other",
)  # fmt: skip

PREFIX_TOKENS = (2, 3, 4, 5, 6)
"""Lengths of prefixes of lines that are looked up, in tokens; too many lines of prose begin with a phrase of one."""

HEAD_ENDS = ":\uff1a\u055d\u1366]\u3011|\u00bb>\u2013\u2014"
"""What separates a line's head from the rest, as in "Tags: rain", "[Related] Rain again" or "Read also | Rain again":
colons (also fullwidth, Armenian, Ethiopic), closing brackets, bars, angle marks, dashes. A head is looked up as a
whole, even if it is a single word."""

MAX_TOKENS = 24
"""Longer phrases are sentences of one program, which no other site says. In scripts without spaces each character is
a token."""

_DIGITS = tokenise(read_chars(["0 00 000 0000 00000"])).hashes
_SALT = np.uint64(0xA0761D6478BD642F)

_FIRST_BITS = 20
"""Leading bits of a key that are compared before it is searched for: with 101,000 phrases, they rule out nine in ten
keys that are not in the table."""
_REST = np.uint64(64 - _FIRST_BITS)


@dataclass(frozen=True, slots=True, eq=False)
class PhraseTable:
    """Phrases by hash.

    Attributes
    ----------
    keys : ndarray of uint64, shape (n_phrases,)
        Ascending.
    kinds : ndarray of uint8, shape (n_phrases,)
        Numbers of :data:`KINDS`.
    """

    keys: NDArray[np.uint64]
    kinds: NDArray[np.uint8]
    _is_prefix: NDArray[np.bool_] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        is_prefix = np.zeros(1 << _FIRST_BITS, dtype=np.bool_)
        is_prefix[self.keys >> _REST] = True
        object.__setattr__(self, "_is_prefix", is_prefix)

    @classmethod
    def empty(cls) -> PhraseTable:
        """A table without phrases."""
        return cls(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.uint8))

    @property
    def digest(self) -> str:
        """sha256 of keys and kinds; a model's manifest names its table by it."""
        return hashlib.sha256(self.keys.tobytes() + self.kinds.tobytes()).hexdigest()

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Kind of each key, -1 if it is not in the table, shape (n_keys,)."""
        kinds = np.full(len(keys), -1, dtype=np.int64)
        candidates = np.flatnonzero(self._is_prefix[keys >> _REST])
        wanted = keys[candidates]
        # A key with the leading bits of the last one may be greater than it.
        position = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = self.keys[position] == wanted
        kinds[candidates[found]] = self.kinds[position[found]]
        return kinds

    def to_arrays(self) -> Arrays:
        """What is stored, by name."""
        return {"keys": self.keys, "kinds": self.kinds}

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Self:
        """Read stored arrays.

        Raises
        ------
        ValueError
            One is missing or of another dtype or number of dimensions, lengths differ, keys do not ascend, or a kind
            is not a number of :data:`KINDS`.
        """
        keys, kinds = take(arrays, "keys", np.uint64), take(arrays, "kinds", np.uint8)
        if len(keys) != len(kinds):
            raise ValueError(f"keys and kinds differ in length: {len(keys)} and {len(kinds)}")
        if (keys[1:] <= keys[:-1]).any():
            raise ValueError("keys must ascend, each once")
        if (kinds >= len(KINDS)).any():
            raise ValueError(f"kinds must be below {len(KINDS)}, got {kinds.max()}")
        return cls(keys, kinds)


class PhraseMatches(NamedTuple):
    """Kinds of phrases found in lines.

    Attributes
    ----------
    whole, prefix : ndarray of int64, shape (n_lines,)
        Kind of the phrase that a line is, or that it begins with: numbers of :data:`KINDS`, -1 where there is none.
    """

    whole: NDArray[np.int64]
    prefix: NDArray[np.int64]


def phrase_table(phrases: Iterable[tuple[str, str]]) -> PhraseTable:
    """Make a table.

    Parameters
    ----------
    phrases : iterable of (text, kind)
        A phrase that is given with several kinds has the one that comes first in :data:`KINDS`.

    Returns
    -------
    PhraseTable
    """
    texts: list[str] = []
    numbers: list[int] = []
    for text, kind in phrases:
        texts.append(" ".join(text.split()))
        numbers.append(KINDS.index(kind))
    tokens = tokenise(read_chars(texts))
    words = _words(tokens)
    counts = _word_counts(words, tokens.lines, len(texts))
    keys = _whole_keys(words, tokens, len(texts))
    usable = (counts > 0) & (counts <= MAX_TOKENS)
    kinds = np.array(numbers, dtype=np.uint8)
    order = np.lexsort((kinds[usable], keys[usable]))
    keys, kinds = keys[usable][order], kinds[usable][order]
    first = np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.bool_)
    return PhraseTable(keys[first], kinds[first])


def match_phrases(table: PhraseTable, chars: CharBatch, tokens: Tokens) -> PhraseMatches:
    """Look up every line, and its prefixes and head.

    Parameters
    ----------
    table : PhraseTable
    chars : CharBatch
        Of the lines.
    tokens : Tokens
        Of `chars`.

    Returns
    -------
    PhraseMatches
    """
    n_lines = len(chars.line_starts) - 1
    words = _words(tokens)
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(words, dtype=np.uint64)])
    counts = np.bincount(tokens.lines, minlength=n_lines)
    first = np.cumsum(counts) - counts
    whole = table.find(_whole_keys(words, tokens, n_lines))
    whole[_word_counts(words, tokens.lines, n_lines) == 0] = -1
    heads = _head_tokens(chars, tokens, first)
    lengths = np.where(heads <= MAX_TOKENS, heads, 0)
    lengths = np.concatenate([np.repeat(np.array(PREFIX_TOKENS)[:, None], n_lines, axis=1), lengths[None]])
    rows, lines = np.nonzero((lengths > 0) & (lengths < counts))
    begins = first[lines]
    found = table.find(mix((sums[begins + lengths[rows, lines]] - sums[begins]) ^ _SALT))
    prefix = np.full(n_lines, -1, dtype=np.int64)
    is_found = found >= 0
    prefix[lines[is_found]] = found[is_found]  # of several of a line, the last: its head, or else the longest
    return PhraseMatches(whole, prefix)


def _head_tokens(chars: CharBatch, tokens: Tokens, first: NDArray[np.int64]) -> NDArray[np.int64]:
    """Tokens of each line before the first of :data:`HEAD_ENDS` that follows a token, 0 if none, shape (n_lines,)."""
    ends = chars.places_of(HEAD_ENDS)
    lines = chars.lines_of(ends)
    n_before = np.searchsorted(tokens.starts, ends) - first[lines]
    follows = n_before > 0  # not so for signs before the head, as in ">> Related: Rain again"
    lines, n_before = lines[follows], n_before[follows]
    first_end = run_starts(lines)
    heads = np.zeros(len(first), dtype=np.int64)
    heads[lines[first_end]] = n_before[first_end]
    return heads


def _words(tokens: Tokens) -> NDArray[np.uint64]:
    """Token hashes, numbers as 0: "5 comments" and "12 comments" are the same phrase."""
    is_number = (tokens.hashes == _DIGITS[:, None]).any(axis=0)
    return np.where(is_number, np.uint64(0), tokens.hashes)


def _whole_keys(words: NDArray[np.uint64], tokens: Tokens, n_lines: int) -> NDArray[np.uint64]:
    return mix(line_keys(replace(tokens, hashes=words), n_lines) ^ _SALT)


def _word_counts(words: NDArray[np.uint64], lines: NDArray[np.int64], n_lines: int) -> NDArray[np.int64]:
    return np.bincount(lines[words != 0], minlength=n_lines)
