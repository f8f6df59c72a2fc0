"""The elements that hold most of the page's prose: main containers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, Ints, ratio
from bbclf.features.ancestry import doubled, nearest
from bbclf.features.context import Context
from bbclf.features.schema import COUNT, FLAG, RATIO, Columns, Family, Feature, Group, Unit
from bbclf.features.tree import Tree

__all__ = ["FAMILY"]

SHARES = (0.3, 0.5, 0.8)
"""A holder of a share is a line's nearest ancestor with that share of the page's prose words."""

FARTHEST = (-3, 4)
"""Positions before and after the page's smallest holder are clipped to these, in lengths of the holder."""

_ROUNDING = 1e-9
"""What shares may fall short by, since they are quotients of floats."""


def holder_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree, held, page_prose = context.tree, context.held, context.page_prose
    line = tree.element
    share = np.where(page_prose > 0, ratio(held.prose, page_prose), 1.0)
    level = doubled(tree.above, np.ones(len(share)))
    size = (tree.end - tree.first).astype(np.float64)
    page_lines = context.page_totals.lines[context.batch.page_of_line]
    columns: Columns = {}
    for wanted in SHARES:
        holder = nearest(tree.above, share >= wanted - _ROUNDING)
        columns[f"to_holder{wanted:.0%}"] = (level - level[holder])[line]
        columns[f"holder{wanted:.0%}_lines"] = size[holder][line] / page_lines
    smallest = _smallest(tree, share >= 0.5 - _ROUNDING, size)[tree.page[line]]
    position = (np.arange(len(line)) + 0.5 - tree.first[smallest]) / size[smallest]
    return {
        **columns,
        "in_holder": ((position > 0) & (position < 1)).astype(np.float64),
        "holder_position": np.clip(position, *FARTHEST),
        "holder_links": ratio(held.links, held.chars)[smallest],
    }


def _smallest(tree: Tree, wanted: NDArray[np.bool_], size: Floats) -> Ints:
    """Of each page, the wanted element with the fewest lines, the last of several, shape (last page + 1,)."""
    candidates = np.flatnonzero(wanted)
    order = candidates[np.lexsort((candidates, -size[candidates], tree.page[candidates]))]
    smallest = np.zeros(tree.page[-1] + 1, dtype=np.int64)
    smallest[tree.page[order]] = order
    return smallest


FAMILY = Family(
    columns=(
        *(
            feature
            for share in SHARES
            for feature in (
                Feature(
                    f"to_holder{share:.0%}", COUNT.of("levels"), f"up to the ancestor with {share:.0%} of the prose"
                ),
                Feature(f"holder{share:.0%}_lines", RATIO.of("the page's lines"), "how much of the page that one is"),
            )
        ),
        Feature("in_holder", FLAG, "inside the page's smallest element with half of the prose"),
        Feature("holder_position", Unit("position", *FARTHEST), "below 0: before that element, above 1: after it"),
        Feature("holder_links", RATIO.of("characters"), "links of that element"),
    ),
    compute=holder_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)
