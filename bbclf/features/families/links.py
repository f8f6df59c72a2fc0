"""Links, emphasis and images in a line."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import ratio
from bbclf.features.context import Context
from bbclf.features.schema import KOHLSCHUETTER, LOG1P, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def link_columns(context: Context) -> Columns:
    """Columns of this family."""
    return {
        "link_ratio": context.link_ratio,
        "links": np.log1p(context.tree.column("n_links")),
        "emphasis_ratio": ratio(context.tree.column("emphasis_chars"), context.n_chars),
        "images": np.log1p(context.tree.column("n_images")),
    }


FAMILY = Family(
    columns=(
        Feature("link_ratio", RATIO.of("characters"), "menus are links", KOHLSCHUETTER),
        Feature("links", LOG1P.of("links"), "links that begin in the line", KOHLSCHUETTER),
        Feature("emphasis_ratio", RATIO.of("characters"), "leads and labels are bold"),
        Feature("images", LOG1P.of("images"), "captions and teasers follow images"),
    ),
    compute=link_columns,
    group=Group.LINKS,
    needs_markup=True,
)
