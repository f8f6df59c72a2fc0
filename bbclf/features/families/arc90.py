"""Readability's scores of containers: each paragraph gives its score to the element above, half of it to the next."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats, Ints, group_sums, ratio
from bbclf.features.context import Context
from bbclf.features.schema import ARC90, FLAG, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def arc90_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree = context.tree
    parent = tree.parent[tree.element]
    container = np.where(parent >= 0, parent, tree.element)
    score = _scores(context, container)
    order = np.lexsort((score, tree.page))
    best = np.zeros(tree.page[-1] + 1, dtype=np.int64)
    best[tree.page[order]] = order
    relative = ratio(score, score[best][tree.page])
    best_of_line = best[tree.page[tree.element]]
    line = np.arange(len(tree.element))
    inside = (line >= tree.first[best_of_line]) & (line < tree.end[best_of_line])
    return {
        "arc90_score": relative[container],
        "arc90_best_above": np.maximum.reduce([relative[element] for element in context.ancestors]),
        "in_arc90_best": inside.astype(np.float64),
    }


def _scores(context: Context, container: Ints) -> Floats:
    """Score of each element, the paragraph of each line being in its `container`, shape (n_elements,)."""
    tree, chars = context.tree, context.n_chars
    points = np.where(chars >= 25, 1 + np.expm1(context.columns["commas"]) + np.minimum(chars / 100, 3), 0.0)
    above = tree.parent[container]
    score = group_sums(container, points, len(tree.parent))
    score += group_sums(np.where(above >= 0, above, container), points / 2, len(tree.parent))
    score *= 1 - ratio(tree.sums(context.link_ratio * chars), context.held.chars)
    return score


_BEST = RATIO.of("the page's best score")

FAMILY = Family(
    columns=(
        Feature("arc90_score", _BEST, "of the element above the line's", ARC90),
        Feature("arc90_best_above", _BEST, "best of the ancestors", ARC90),
        Feature("in_arc90_best", FLAG, "inside the page's best container", ARC90),
    ),
    compute=arc90_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)
