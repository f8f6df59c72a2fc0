"""Tag and depth of a line's innermost element."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import ratio
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, Columns, Family, Feature, Group, Unit
from bbclf.html.tags import BLOCK_TAGS, OTHER_RANK

__all__ = ["FAMILY"]

_RANK_OF_TAG = np.array([OTHER_RANK, *(OTHER_RANK if tag.rank is None else tag.rank for tag in BLOCK_TAGS)], np.float64)


def tag_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree = context.tree
    rank = _RANK_OF_TAG[tree.column("tag").astype(np.int64)]
    parent_rank = np.append(rank, np.nan)[tree.parent]
    depth = tree.column("depth")[tree.element]
    mean_depth = ratio(tree.page_totals(context.prose * depth), context.page_prose)[tree.element]
    return {
        "depth": np.log1p(depth),
        "depth_to_prose": depth - mean_depth,
        "tag": rank[tree.element],
        "parent_tag": parent_rank[tree.element],
    }


_RANK = Unit("rank", 0, OTHER_RANK)

FAMILY = Family(
    columns=(
        Feature("depth", LOG1P.of("elements"), "elements above"),
        Feature("depth_to_prose", Unit("elements"), "depth less the page's mean depth, weighted by prose"),
        Feature("tag", _RANK, "tag of the innermost element, ordered from prose to furniture"),
        Feature("parent_tag", _RANK, "tag of the element above", missing="in the root"),
    ),
    compute=tag_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)
