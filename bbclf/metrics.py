"""How good a cleaning is: word F1 of kept text against truth, line F1 of labels, segment checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.text import split_lines
from bbclf.tokens import read_chars, tokenise

__all__ = ["HARM", "Score", "harmonic", "line_f1", "segment_checks", "word_f1"]


HARM = 0.05
"""Word F1 that a page must lose against keeping everything to count as harmed."""


class Score(NamedTuple):
    """Precision, recall and their harmonic mean, each 0 to 1."""

    precision: float
    recall: float
    f1: float


def harmonic(hits: float, n_kept: float, n_true: float) -> Score:
    """Score of `hits` common items among `n_kept` kept and `n_true` true ones.

    Nothing kept where nothing is true is perfect; nothing kept where something is true scores 0, and so does
    the reverse.
    """
    if n_kept == 0 and n_true == 0:
        return Score(1.0, 1.0, 1.0)
    precision = hits / n_kept if n_kept else 0.0
    recall = hits / n_true if n_true else 0.0
    return Score(precision, recall, 2 * hits / (n_kept + n_true))


def word_hashes(text: str) -> NDArray[np.uint64]:
    """Hashes of a text's tokens (:mod:`bbclf.tokens`), shape (n_tokens,)."""
    return tokenise(read_chars(split_lines(text).lines)).hashes


def word_f1(kept: str, truth: str) -> Score:
    """Word F1: tokens as multisets, as in WCXB and CleanEval.

    Parameters
    ----------
    kept, truth : str
        What was kept of a page, and its main text.

    Returns
    -------
    Score
    """
    kept_words, true_words = word_hashes(kept), word_hashes(truth)
    words, inverse = np.unique(np.concatenate([kept_words, true_words]), return_inverse=True)
    n_kept = np.bincount(inverse[: len(kept_words)], minlength=len(words))
    n_true = np.bincount(inverse[len(kept_words) :], minlength=len(words))
    return harmonic(float(np.minimum(n_kept, n_true).sum()), len(kept_words), len(true_words))


def line_f1(
    is_boilerplate: NDArray[np.bool_], truth: NDArray[np.bool_], weight: NDArray[np.float32] | None = None
) -> Score:
    """F1 of content lines.

    Parameters
    ----------
    is_boilerplate, truth : ndarray of bool, shape (n_lines,)
        Predicted and true labels.
    weight : ndarray of float32, shape (n_lines,), optional
        0 leaves a line out; 1 each by default.

    Returns
    -------
    Score
    """
    weight = np.ones(len(truth), dtype=np.float32) if weight is None else weight
    hits = float(weight[~is_boilerplate & ~truth].sum())
    return harmonic(hits, float(weight[~is_boilerplate].sum()), float(weight[~truth].sum()))


def segment_checks(kept: str, wanted: Iterable[str], unwanted: Iterable[str]) -> Score:
    """Trafilatura's kind of evaluation: snippets that must be kept, and snippets that must not.

    Parameters
    ----------
    kept : str
    wanted, unwanted : iterable of str

    Returns
    -------
    Score
        Precision: share of the snippets found that are wanted. Recall: share of the wanted that are found.
    """
    wanted = list(wanted)
    hits = sum(snippet in kept for snippet in wanted)
    false_hits = sum(snippet in kept for snippet in unwanted)
    return harmonic(hits, hits + false_hits, len(wanted))
