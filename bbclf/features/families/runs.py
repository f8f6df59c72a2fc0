"""Runs of digits, and the longest run without a space."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats
from bbclf.chars import CLASS_OF
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def run_columns(context: Context) -> Columns:
    """Columns of this family."""
    chars, n_lines = context.chars, len(context.batch)
    is_digit = chars.classes == CLASS_OF["digit"]
    # The last character is a newline: every run has an end.
    edges = np.flatnonzero(is_digit != np.concatenate([[False], is_digit[:-1]]))
    starts, ends = edges[::2], edges[1::2]
    line = chars.lines_of(starts)
    return {
        "digit_runs": np.log1p(np.bincount(line, minlength=n_lines)),
        "year_runs": np.log1p(np.bincount(line[ends - starts == 4], minlength=n_lines)),
        "longest_word": np.log1p(_longest_words(context)),
    }


def _longest_words(context: Context) -> Floats:
    """Length of the longest run without a space that begins with a word, 0 without any, shape (n_lines,)."""
    classes, starts = context.chars.classes, context.word_starts
    is_blank = classes <= CLASS_OF["newline"]
    next_blank = np.cumsum(is_blank, dtype=np.int32)[starts]
    lengths = np.flatnonzero(is_blank)[next_blank] - starts
    longest = np.zeros(len(context.batch))
    np.maximum.at(longest, context.word_lines, lengths.astype(np.float64))
    return longest


FAMILY = Family(
    columns=(
        Feature("digit_runs", LOG1P.of("runs"), "dates and tables have several"),
        Feature("year_runs", LOG1P.of("runs"), "runs of four digits: dates"),
        Feature("longest_word", LOG1P.of("characters"), "URLs, codes, menus without spaces"),
    ),
    compute=run_columns,
    group=Group.FORM,
)
