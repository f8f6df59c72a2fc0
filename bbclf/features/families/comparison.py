"""A line's length and script against the other lines of its page."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats, page_sums, ratio
from bbclf.features.context import Context
from bbclf.features.schema import LOG_RATIO, RATIO, Columns, Family, Feature, Group
from bbclf.page import LineBatch

__all__ = ["FAMILY"]


def comparison_columns(context: Context) -> Columns:
    """Columns of this family."""
    page, totals, n_chars = context.batch.page_of_line, context.page_totals, context.n_chars
    mean_chars = ratio(totals.chars, totals.lines)
    return {
        "chars_rank": _ranks(n_chars, context.batch),
        "chars_to_mean": np.log(n_chars / mean_chars[page]),
        "chars_to_prose": np.log(n_chars / totals.prose_chars[page]),
        "page_script_ratio": _main_script_share(context),
    }


def _ranks(values: Floats, batch: LineBatch) -> Floats:
    """Share of the page's lines that have a smaller value; lines with the same value count half."""
    order = np.lexsort((values, batch.page_of_line))
    new = np.ones(len(values), dtype=np.bool_)
    sorted_values, sorted_pages = values[order], batch.page_of_line[order]
    new[1:] = (sorted_values[1:] != sorted_values[:-1]) | (sorted_pages[1:] != sorted_pages[:-1])
    group = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    middle = (first + np.append(first[1:], len(values))) / 2
    ranks = np.empty(len(values))
    ranks[order] = middle[group] - batch.page_starts[sorted_pages]
    return ranks / np.diff(batch.page_starts)[batch.page_of_line]


def _main_script_share(context: Context) -> Floats:
    """Share of each line's letters that are of the page's main script."""
    shares, letters = context.script_shares, context.n_letters
    totals = page_sums(shares * letters, context.batch.page_starts)
    main = np.argmax(totals, axis=0)[context.batch.page_of_line]
    return np.where(letters > 0, shares[main, np.arange(len(main))], np.nan)


FAMILY = Family(
    columns=(
        Feature("chars_rank", RATIO.of("the page's lines"), "how many lines are shorter"),
        Feature("chars_to_mean", LOG_RATIO, "length against the mean length of the page's lines"),
        Feature("chars_to_prose", LOG_RATIO, "length against that of the line that the mean character is in"),
        Feature(
            "page_script_ratio", RATIO.of("letters"), "letters in the page's main script", missing="without letters"
        ),
    ),
    compute=comparison_columns,
    group=Group.FORM,
)
