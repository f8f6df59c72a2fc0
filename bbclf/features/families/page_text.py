"""What kind of page it is by its text: shares and means over all its lines, the same for each.

A model that can tell a shop from a thread from an article can judge a line by other rules on each. A word score is
easier to interpret against the page's mean, since the vocabulary covers some languages less well.
"""

from __future__ import annotations

import numpy as np

from bbclf.arrays import page_sums, ratio
from bbclf.features.context import Context
from bbclf.features.schema import LOG_ODDS, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def page_text_columns(context: Context) -> Columns:
    """Columns of this family."""
    columns, totals, page = context.columns, context.page_totals, context.batch.page_of_line
    summed = [
        columns["currency"] > 0,
        columns["year_runs"] > 0,
        columns["ends_sentence"] > 0,
        columns["word_score"] * context.n_words,
    ]
    mass = np.array([totals.lines, totals.lines, totals.lines, totals.words])
    means = ratio(page_sums(np.array(summed), context.batch.page_starts), mass)[:, page]
    return {
        "page_currency": means[0],
        "page_years": means[1],
        "page_sentences": means[2],
        "page_word_score": means[3],
        "word_score_to_page": columns["word_score"] - means[3],
    }


FAMILY = Family(
    columns=(
        Feature("page_currency", RATIO.of("lines"), "shops have prices"),
        Feature("page_years", RATIO.of("lines"), "lists of news and threads have dates"),
        Feature("page_sentences", RATIO.of("lines"), "lines that end as sentences do"),
        Feature("page_word_score", LOG_ODDS, "mean of the word scores, weighted by words"),
        Feature("word_score_to_page", LOG_ODDS, "word score less the page's mean: languages differ"),
    ),
    compute=page_text_columns,
    group=Group.PAGE,
)
