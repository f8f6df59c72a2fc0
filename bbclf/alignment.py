"""A page and its known main text -> a label for each line.

Tokens of the page are aligned with tokens of the truth (longest common subsequence); a line is content as far as
its tokens are matched. A match counts only where it is no accident: in a run of tokens that follow each other on
both sides, or where a whole line of the page is a whole line of the truth.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import InputError, MissingDependencyError
from bbclf.text import split_lines
from bbclf.tokens import read_chars, tokenise

__all__ = ["Alignment", "align"]

MIN_RUN = 4
"""Tokens; a shorter run of matches is an accident unless it is a whole line on either side. Chosen by
hand: with it the labels keep .987 of word F1 on the 2,911 training pages, 2026-11."""

MAX_CELLS = 2_000_000_000
"""Tokens of the page times tokens of the truth; above, the alignment would need gigabytes, and the rest of the
page is left undecided."""


class Alignment(NamedTuple):
    """Labels of the lines of a page.

    Attributes
    ----------
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float32, shape (n_lines,)
        How sure the label is, 0 to 1; 0 for what cannot be decided.
    coverage : float
        Share of the truth's tokens that some line of the page matches.
    """

    is_boilerplate: NDArray[np.bool_]
    weight: NDArray[np.float32]
    coverage: float


def align(lines: list[str], truth: str) -> Alignment:
    """Label lines by the main text of their page.

    Parameters
    ----------
    lines : list of str
        Lines of a page, without newlines.
    truth : str
        Main text, its lines in the order of the page.

    Returns
    -------
    Alignment
        A line without tokens takes the label of the lines around it where they agree, else weight 0.

    Raises
    ------
    InputError
        `lines` is one string, or `truth` is none.
    MissingDependencyError
        rapidfuzz is not installed (extra ``train``).
    """
    if isinstance(lines, str) or not isinstance(truth, str):
        given = f"{type(lines).__name__} and {type(truth).__name__}"
        raise InputError(f"align takes a list of lines and a truth of str, got {given}: page.lines are the lines")
    page = tokenise(read_chars(lines))
    true_lines = split_lines(truth).lines
    true = tokenise(read_chars(true_lines))
    n_tokens = np.bincount(page.lines, minlength=len(lines))
    pairs, n_read = matched_pairs(page.hashes, true.hashes)
    sure = pairs[sure_matches(pairs, page.lines, true.lines)]
    hits = np.bincount(page.lines[sure[:, 0]], minlength=len(lines))
    share = np.divide(hits, n_tokens, out=np.full(len(lines), np.nan), where=n_tokens > 0)
    share = fill_wordless(share)
    weight = np.abs(2 * share - 1)
    weight[repeats_of_content(lines, share, page.hashes, page.lines)] = 0
    weight[page.lines[n_read:]] = 0
    weight = np.nan_to_num(weight, nan=0.0).astype(np.float32)
    coverage = len(sure) / len(true.hashes) if len(true.hashes) else 1.0
    return Alignment(~(np.nan_to_num(share, nan=0.0) >= 0.5), weight, coverage)


def matched_pairs(page: NDArray[np.uint64], true: NDArray[np.uint64]) -> tuple[NDArray[np.int64], int]:
    """A longest common subsequence of tokens.

    Returns
    -------
    pairs : ndarray of int64, shape (n_matches, 2)
        Indices into page and into true.
    n_read : int
        Tokens of the page that were aligned: all, unless that would take more than :data:`MAX_CELLS`.
    """
    try:
        from rapidfuzz.distance import LCSseq
    except ImportError:
        raise MissingDependencyError("rapidfuzz", "train") from None
    _, numbers = np.unique(np.concatenate([page, true]), return_inverse=True)
    # Tokens that the truth lacks cannot match; without them the alignment of most pages is small.
    known = np.flatnonzero(np.isin(page, true))
    n_read = len(page)
    if len(known) * len(true) > MAX_CELLS:
        n_known = MAX_CELLS // len(true)
        n_read = int(known[n_known])
        known = known[:n_known]
    blocks = LCSseq.opcodes(numbers[: len(page)][known].tolist(), numbers[len(page) :].tolist())
    spans = [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in blocks if op.tag == "equal"]
    pairs = [np.stack([known[i : i + n], np.arange(j, j + n)], axis=1) for i, j, n in spans]
    return np.concatenate(pairs) if pairs else np.zeros((0, 2), dtype=np.int64), n_read


def sure_matches(
    pairs: NDArray[np.int64], page_lines: NDArray[np.int64], true_lines: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which matches are no accident, shape (n_matches,)."""
    if not len(pairs):
        return np.zeros(0, dtype=np.bool_)
    follows = np.all(np.diff(pairs, axis=0) == 1, axis=1)
    run = np.concatenate([[0], np.cumsum(~follows)])
    long_run: NDArray[np.bool_] = np.bincount(run)[run] >= MIN_RUN
    return long_run | whole_lines(pairs[:, 0], run, page_lines) & whole_lines(pairs[:, 1], run, true_lines)


def whole_lines(matched: NDArray[np.int64], run: NDArray[np.int64], lines: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which matches belong to a run that begins where a line begins and ends where one ends."""
    first = matched[np.searchsorted(run, np.arange(run[-1] + 1), side="left")]
    last = matched[np.searchsorted(run, np.arange(run[-1] + 1), side="right") - 1]
    begins: NDArray[np.bool_] = (first == 0) | (lines[first] != lines[first - 1])
    ends: NDArray[np.bool_] = (last == len(lines) - 1) | (lines[last] != lines[np.minimum(last + 1, len(lines) - 1)])
    return (begins & ends)[run]


def fill_wordless(share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give lines without tokens the share of their neighbours where both say the same, else 0.5."""
    wordless = np.isnan(share)
    known = np.flatnonzero(~wordless)
    if not len(known):
        return share
    places = np.searchsorted(known, np.flatnonzero(wordless))
    before = share[known[np.maximum(places - 1, 0)]]
    after = share[known[np.minimum(places, len(known) - 1)]]
    filled = share.copy()
    filled[wordless] = np.where((before >= 0.5) == (after >= 0.5), (before >= 0.5).astype(float), 0.5)
    return filled


def repeats_of_content(
    lines: list[str], share: NDArray[np.float64], hashes: NDArray[np.uint64], line_of: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Unmatched lines whose very words another line of the page has, and that one is content.

    Which of the two the truth means, the alignment cannot know.
    """
    keys = np.zeros(len(lines), dtype=np.uint64)
    np.add.at(keys, line_of, hashes)
    content_keys = keys[(share >= 0.5) & (keys != 0)]
    return (share < 0.5) & np.isin(keys, content_keys)
