"""What the nearest ancestors of a line hold, and where in them it stands."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import ratio
from bbclf.features.ancestry import N_ANCESTORS
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def ancestor_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree, held = context.tree, context.held
    of_element = {
        "chars": np.log1p(held.chars),
        "links": ratio(held.links, held.chars),
        "prose": ratio(held.prose, context.page_prose),
        "prose_ratio": ratio(held.prose, held.words),
    }
    middle = np.arange(len(tree.element)) + 0.5
    columns: Columns = {}
    for k, element in enumerate(context.ancestors):
        columns |= {f"up{k}_{name}": column[element] for name, column in of_element.items()}
        columns[f"up{k}_position"] = (middle - tree.first[element]) / (tree.end[element] - tree.first[element])
    return columns


FAMILY = Family(
    columns=tuple(
        Feature(f"up{k}_{name}", unit, f"ancestor {k}: {why}")
        for k in range(N_ANCESTORS)
        for name, unit, why in (
            ("chars", LOG1P.of("characters"), "how much text it holds"),
            ("links", RATIO.of("characters"), "menus are links"),
            ("prose", RATIO.of("the page's prose words"), "the main container holds most prose"),
            ("prose_ratio", RATIO.of("its words"), "how much of its text is prose"),
            ("position", RATIO.of("its lines"), "where in it the line stands"),
        )
    ),
    compute=ancestor_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)
