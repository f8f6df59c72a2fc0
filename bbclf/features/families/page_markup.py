"""What kind of page it is by its markup: shares and means over all its lines, the same for each."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import group_maxima, page_sums, ratio
from bbclf.features.context import Context
from bbclf.features.schema import LOG_ODDS, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def page_markup_columns(context: Context) -> Columns:
    """Columns of this family."""
    columns, totals, page = context.columns, context.page_totals, context.batch.page_of_line
    summed = [
        columns["link_ratio"] * context.n_chars,
        columns["heading_level"] > 0,
        columns["attribute_score"] * context.n_words,
    ]
    mass = np.array([totals.chars, totals.lines, totals.words])
    links, headings, scores = ratio(page_sums(np.array(summed), context.batch.page_starts), mass)[:, page]
    share = columns["cards_share"]
    cards = group_maxima(page, np.where(np.isnan(share), 0.0, share))[page]
    return {"page_links": links, "page_headings": headings, "page_cards": cards, "page_attribute_score": scores}


FAMILY = Family(
    columns=(
        Feature("page_links", RATIO.of("characters"), "directories are links"),
        Feature("page_headings", RATIO.of("lines"), "lists of teasers have a heading each"),
        Feature("page_cards", RATIO.of("words"), "share of the largest group of cards"),
        Feature("page_attribute_score", LOG_ODDS, "mean of the attribute scores, weighted by words"),
    ),
    compute=page_markup_columns,
    group=Group.PAGE,
    needs_markup=True,
)
