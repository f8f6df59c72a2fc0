"""Tokens of lines, as hashes: the one definition of a word, for features, alignment and metrics.

A token is a run of letters, marks and digits; in scripts that write no spaces between words (Han, Kana, Thai,
Lao, Khmer, Myanmar, Tibetan) every character is one. Case is folded, digits are all the same digit, optional
Arabic vowel signs and invisible format characters do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import are_among
from bbclf.chars import CHAR_CLASSES, CLASS_OF, SCRIPTS_WITHOUT_SPACES, class_table, code_points, group

__all__ = [
    "IS_SPACELESS", "IS_WORD", "CharBatch", "Tokens", "count_words", "line_keys", "mix", "read_chars", "token_pairs",
    "tokenise", "word_starts",
]  # fmt: skip

# The classes of words are consecutive in the table, those of scripts without spaces come last.
_FIRST_WORD_CLASS, _LAST_WORD_CLASS = CLASS_OF["ignored"], CLASS_OF[SCRIPTS_WITHOUT_SPACES[-1]]
_FIRST_SPACELESS_CLASS = CLASS_OF[SCRIPTS_WITHOUT_SPACES[0]]
IS_WORD = np.zeros(len(CHAR_CLASSES), dtype=np.bool_)
IS_WORD[_FIRST_WORD_CLASS : _LAST_WORD_CLASS + 1] = True
IS_SPACELESS = group(*SCRIPTS_WITHOUT_SPACES)

_BASE_POWERS = np.multiply.accumulate(np.full(64, 0x9E3779B97F4A7C15 | 1, dtype=np.uint64))
"""Powers of an odd constant (bits of the golden ratio): the weights of a polynomial hash modulo 2**64. They repeat
from the 65th character of a token on."""

_PAIR_FACTOR = np.uint64(0xD6E8FEB86659FD93)
"""An odd constant that tells the first token of a pair from the second."""

WORDS_PER_SPACELESS_CHARACTER = 0.6
"""Our estimate, of Chinese above all, whose words are mostly of one or two characters; not fitted."""


@dataclass(frozen=True, slots=True, eq=False)
class CharBatch:
    """The characters of several lines, end to end, a newline after each.

    Attributes
    ----------
    codes : ndarray of uint32, shape (n_chars,)
        Lower-case code points, every digit as ``0``.
    classes : ndarray of uint8, shape (n_chars,)
        Numbers of :data:`bbclf.chars.CHAR_CLASSES`.
    line_starts : ndarray of int64, shape (n_lines + 1,)
        Characters of line ``i``, its newline included, are ``line_starts[i]`` to ``line_starts[i + 1]``.
    """

    codes: NDArray[np.uint32]
    classes: NDArray[np.uint8]
    line_starts: NDArray[np.int64]

    def count(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """How many of some characters (their numbers, ascending) are in each line, shape (n_lines,)."""
        before = np.searchsorted(at, self.line_starts)
        return before[1:] - before[:-1]

    def lines_of(self, at: NDArray[np.int64]) -> NDArray[np.int64]:
        """Line of each of some characters (their numbers, ascending), shape (n_characters,)."""
        return np.repeat(np.arange(len(self.line_starts) - 1), self.count(at))

    def places_of(self, marks: str) -> NDArray[np.int64]:
        """Numbers of the characters that are one of some marks, ascending, shape (n_found,)."""
        codes = np.sort(code_points(marks))
        is_class = np.zeros(len(CHAR_CLASSES), dtype=np.bool_)
        is_class[class_table()[codes]] = True
        candidates = np.flatnonzero(is_class.take(self.classes))
        return candidates[are_among(self.codes[candidates], codes)]

    def class_counts(self) -> NDArray[np.float64]:
        """How many characters of each class every line has, shape (n_classes, n_lines)."""
        n_lines, n_classes = len(self.line_starts) - 1, len(CHAR_CLASSES)
        cell = (np.arange(n_classes) * n_lines).take(self.classes)
        cell += np.repeat(np.arange(n_lines), self.line_starts[1:] - self.line_starts[:-1])
        counts = np.bincount(cell, minlength=n_classes * n_lines)
        return counts.reshape(n_classes, n_lines).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of several lines, in order.

    Attributes
    ----------
    hashes : ndarray of uint64, shape (n_tokens,)
    lines : ndarray of int64, shape (n_tokens,)
        Line of each token.
    starts : ndarray of int64, shape (n_tokens,)
        Number of the first character of each.
    """

    hashes: NDArray[np.uint64]
    lines: NDArray[np.int64]
    starts: NDArray[np.int64]


def mix(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread the entropy of each hash over all its bits (the finaliser of SplitMix64, Steele et al. 2014)."""
    mixed = hashes ^ (hashes >> np.uint64(30))
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def read_chars(lines: Sequence[str]) -> CharBatch:
    """Code points and classes of lines.

    Parameters
    ----------
    lines : sequence of str
        Without newlines.

    Returns
    -------
    CharBatch
    """
    text = "\n".join(lines) + "\n" if lines else ""
    classes = class_table().take(code_points(text))
    # U+0130 is the only character whose lower case is longer than itself.
    codes = code_points(text.replace("\u0130", "i").lower()).copy()
    np.copyto(codes, ord("0"), where=classes == CLASS_OF["digit"])
    lengths = np.fromiter(map(len, lines), dtype=np.int64, count=len(lines)) + 1
    line_starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    return CharBatch(codes, classes, line_starts)


def tokenise(chars: CharBatch) -> Tokens:
    """Hash every token.

    Parameters
    ----------
    chars : CharBatch

    Returns
    -------
    Tokens
    """
    ignored = chars.classes == CLASS_OF["ignored"]
    visible = np.flatnonzero(~ignored) if ignored.any() else slice(None)
    codes, classes = chars.codes[visible], chars.classes[visible]
    word, spaceless = _are_word(classes), _are_spaceless(classes)
    begins = word.copy()
    begins[1:] &= ~word[:-1] | spaceless[1:] | spaceless[:-1] & (classes[1:] != CLASS_OF["mark"])
    starts = np.flatnonzero(begins)
    if not len(starts):
        nothing = np.zeros(0, dtype=np.int64)
        return Tokens(np.zeros(0, dtype=np.uint64), nothing, nothing)
    at = starts if isinstance(visible, slice) else visible[starts]
    return Tokens(mix(_polynomials(codes, word, starts)), chars.lines_of(at), at)


def _polynomials(codes: NDArray[np.uint32], word: NDArray[np.bool_], starts: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Polynomial hash of each token modulo 2**64: characters times powers of the base, summed, shape (n_tokens,)."""
    codes, word = codes[starts[0] :], word[starts[0] :]
    starts = starts - starts[0]
    ends = np.append(starts[1:], len(codes))
    # Only the last six bits of the position in the token matter: bytes are enough, even if they overflow.
    position = np.arange(len(codes)).astype(np.uint8) - np.repeat(starts.astype(np.uint8), ends - starts)
    terms = _BASE_POWERS.take(position & np.uint8(63))
    terms *= (codes + np.uint32(1)) * word
    # The sum of a token's terms is the difference of the cumulative sums at its end and at the end of the one before.
    sums: NDArray[np.uint64] = np.cumsum(terms)[ends - 1]
    sums[1:] -= sums[:-1].copy()
    return sums


def _are_word(classes: NDArray[np.uint8]) -> NDArray[np.bool_]:
    # Comparisons of bytes: ten times faster than looking up IS_WORD.
    found: NDArray[np.bool_] = (classes >= _FIRST_WORD_CLASS) & (classes <= _LAST_WORD_CLASS)
    return found


def _are_spaceless(classes: NDArray[np.uint8]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (classes >= _FIRST_SPACELESS_CLASS) & (classes <= _LAST_WORD_CLASS)
    return found


def line_keys(tokens: Tokens, n_lines: int) -> NDArray[np.uint64]:
    """Hash of each line: the sum of its tokens, whatever their order, shape (n_lines,)."""
    keys = np.zeros(n_lines, dtype=np.uint64)
    np.add.at(keys, tokens.lines, tokens.hashes)
    return keys


def token_pairs(tokens: Tokens) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes of pairs of adjacent tokens of a line, and the line of each, shapes (n_pairs,)."""
    same = tokens.lines[1:] == tokens.lines[:-1]
    first, second = tokens.hashes[:-1][same], tokens.hashes[1:][same]
    return mix(first * _PAIR_FACTOR + second), tokens.lines[1:][same]


def word_starts(chars: CharBatch) -> NDArray[np.bool_]:
    """Where words of scripts with spaces begin, shape (n_chars,)."""
    spaced = (chars.classes >= _FIRST_WORD_CLASS) & (chars.classes < _FIRST_SPACELESS_CLASS)
    starts: NDArray[np.bool_] = spaced.copy()
    starts[1:] &= ~spaced[:-1]
    return starts


def count_words(chars: CharBatch) -> NDArray[np.float64]:
    """Words of each line; in scripts without spaces they are estimated from the characters.

    Parameters
    ----------
    chars : CharBatch

    Returns
    -------
    ndarray of float64, shape (n_lines,)
    """
    spaced = chars.count(np.flatnonzero(word_starts(chars)))
    spaceless = chars.count(np.flatnonzero(_are_spaceless(chars.classes)))
    return spaced + WORDS_PER_SPACELESS_CHARACTER * spaceless
