"""Which kinds of elements a line is inside of: navigation, main, article, list, table ..."""

from __future__ import annotations

import numpy as np

from bbclf.features.context import Context
from bbclf.features.schema import FLAG, Columns, Family, Feature, Group
from bbclf.html.tags import LANDMARKS

__all__ = ["FAMILY"]


def landmark_columns(context: Context) -> Columns:
    """Columns of this family."""
    return {f"in_{name}": context.inside[name].astype(np.float64) for name in LANDMARKS}


FAMILY = Family(
    columns=tuple(Feature(f"in_{name}", FLAG, "an ancestor is such an element") for name in LANDMARKS),
    compute=landmark_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)
