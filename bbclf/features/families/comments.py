"""Readers' comments under an article, which are boilerplate, unlike the posts of a thread.

A section of comments is a stretch of lines inside elements whose attributes say so. How much of the page's prose it
holds, and how much stands before it, tells an article with comments from a thread whose posts are called comments.
"""

from __future__ import annotations

import numpy as np

from bbclf.arrays import lines_since, prefix_sums, ratio
from bbclf.features.ancestry import doubled
from bbclf.features.context import Context
from bbclf.features.schema import FLAG, LOG1P, RATIO, Columns, Family, Feature, Group
from bbclf.html.comments import naming_comments

__all__ = ["FAMILY"]

MAX_SHARE = 0.9
"""Of the page's lines: an element with more is the page itself, such as a body of class ``comments-open``."""


def comment_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree, batch, prose = context.tree, context.batch, context.prose
    starts, page = batch.page_starts, batch.page_of_line
    strings = [words for markup in tree.markups for words in markup.attributes]
    named = naming_comments(set(strings))
    is_named = np.fromiter(map(named.__contains__, strings), np.bool_, len(strings))
    is_part = tree.end - tree.first <= MAX_SHARE * np.diff(starts)[tree.page]
    inside = doubled(tree.parent, (is_named & is_part).astype(np.uint8), np.bitwise_or)[tree.element] > 0

    is_first = inside & ~np.concatenate([[False], inside[:-1] & (page[1:] == page[:-1])])
    since_first = lines_since(is_first, starts, page)
    first = (np.arange(len(page)) - np.where(inside, since_first, 0.0)).astype(np.int64)
    sums, inner_sums = prefix_sums(prose), prefix_sums(np.where(inside, prose, 0.0))
    of_page = (sums[starts[1:]] - sums[starts[:-1]])[page]
    in_comments = (inner_sums[starts[1:]] - inner_sums[starts[:-1]])[page]
    return {
        "in_comments": inside.astype(np.float64),
        "comments_prose": ratio(in_comments, of_page),
        "prose_before_comments": np.where(inside, ratio(sums[first] - sums[starts[page]], of_page), np.nan),
        "comments_line": np.where(inside, np.log1p(since_first), np.nan),
    }


_OUTSIDE = "outside comments"

FAMILY = Family(
    columns=(
        Feature("in_comments", FLAG, "an element around the line is called comments"),
        Feature("comments_prose", RATIO.of("the page's prose words"), "how much of the page its comments are"),
        Feature(
            "prose_before_comments", RATIO.of("the page's prose words"), "an article stands before its comments",
            missing=_OUTSIDE,
        ),
        Feature("comments_line", LOG1P.of("lines"), "lines since the section of comments began", missing=_OUTSIDE),
    ),
    compute=comment_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)  # fmt: skip
