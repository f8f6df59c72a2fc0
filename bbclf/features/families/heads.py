"""The head of a line: what stands before a colon, bar, arrow or dash, as in "Read also: Rain again".

A line whose head is a label of residue is residue whatever its rest says, which is the headline of another article.
"""

from __future__ import annotations

import numpy as np

from bbclf.arrays import run_starts
from bbclf.features.context import Context
from bbclf.features.schema import COUNT, FLAG, LOG1P, LOG_ODDS, Columns, Family, Feature, Group
from bbclf.lexicon.scores import gram_scores, line_grams
from bbclf.tokens import Tokens

__all__ = ["FAMILY"]

HEAD_ENDS = ":\uff1a|»>›-–—"
"""What ends a head. A hyphen inside a word does too: the words before it are then rarely of a label."""

MAX_HEAD_TOKENS = 5
"""A longer beginning is no label. Not tuned."""


def head_columns(context: Context) -> Columns:
    """Columns of this family."""
    chars, tokens = context.chars, context.tokens
    n_lines = len(context.n_words)
    ends = chars.places_of(HEAD_ENDS)
    lines_of_ends = chars.lines_of(ends)
    first_end = run_starts(lines_of_ends)
    lines = lines_of_ends[first_end]
    n_tokens = np.bincount(tokens.lines, minlength=n_lines)
    first = np.cumsum(n_tokens) - n_tokens
    n_head = np.zeros(n_lines, dtype=np.int64)
    n_head[lines] = np.searchsorted(tokens.starts, ends[first_end]) - first[lines]
    has_head = (n_head > 0) & (n_head <= MAX_HEAD_TOKENS) & (n_head < n_tokens)

    in_head = has_head[tokens.lines] & (np.arange(len(tokens.lines)) - first[tokens.lines] < n_head[tokens.lines])
    heads = Tokens(tokens.hashes[in_head], tokens.lines[in_head], tokens.starts[in_head])
    score = gram_scores(line_grams(heads, n_lines), context.lexical.words)
    return {
        "has_head": has_head.astype(np.float64),
        "head_score": np.where(has_head, score, np.nan),
        "head_tokens": np.where(has_head, n_head, np.nan),
        "rest_tokens": np.where(has_head, np.log1p(n_tokens - n_head), np.nan),
    }


_WITHOUT = "without a head"

FAMILY = Family(
    columns=(
        Feature("has_head", FLAG, "at most five tokens and then a colon, bar, arrow or dash"),
        Feature("head_score", LOG_ODDS, "boilerplate by the words of the head", missing=_WITHOUT),
        Feature("head_tokens", COUNT.of("tokens"), "labels are short", missing=_WITHOUT),
        Feature("rest_tokens", LOG1P.of("tokens"), "a headline has several", missing=_WITHOUT),
    ),
    compute=head_columns,
    group=Group.WORDS,
)
