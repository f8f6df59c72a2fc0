"""How many elements like a line's own stand beside it."""

from __future__ import annotations

import numpy as np

from bbclf.features.context import Context
from bbclf.features.schema import LOG, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def sibling_columns(context: Context) -> Columns:
    """Columns of this family."""
    group = context.sibling_groups
    n_alike = np.bincount(group)[group].astype(np.float64)
    return {
        "siblings": np.log(n_alike[context.tree.element]),
        "card_siblings": np.log(np.maximum.reduce([n_alike[element] for element in context.ancestors[1:4]])),
    }


FAMILY = Family(
    columns=(
        Feature("siblings", LOG.of("elements"), "siblings like the line's element"),
        Feature("card_siblings", LOG.of("elements"), "siblings like one of its ancestors 1 to 3: cards"),
    ),
    compute=sibling_columns,
    group=Group.LIKENESS,
    needs_markup=True,
)
