"""Size of the page, and what it is made of; the same for all its lines."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import page_sums, ratio
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def page_columns(context: Context) -> Columns:
    """Columns of this family."""
    page, totals = context.batch.page_of_line, context.page_totals
    spaceless = page_sums(context.columns["spaceless_ratio"] * context.n_chars, context.batch.page_starts)
    return {
        "page_lines": np.log1p(totals.lines)[page],
        "page_words": np.log1p(totals.words)[page],
        "page_prose_ratio": ratio(totals.prose, totals.words)[page],
        "page_prose_chars": np.log1p(totals.prose_chars)[page],
        "page_spaceless": ratio(spaceless, totals.chars)[page],
    }


FAMILY = Family(
    columns=(
        Feature("page_lines", LOG1P.of("lines"), "size of the page"),
        Feature("page_words", LOG1P.of("words"), "size of the page"),
        Feature("page_prose_ratio", RATIO.of("words"), "share of the page's words that are prose"),
        Feature("page_prose_chars", LOG1P.of("characters"), "length of the line that the mean character is in"),
        Feature("page_spaceless", RATIO.of("characters"), "lines are shorter in scripts without word spaces"),
    ),
    compute=page_columns,
    group=Group.PAGE,
)
