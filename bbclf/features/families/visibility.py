"""Whether a line is shown when the page opens."""

from __future__ import annotations

from bbclf.features.context import Context
from bbclf.features.schema import FLAG, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def visibility_columns(context: Context) -> Columns:
    """Columns of this family."""
    return {"hidden": context.tree.column("hidden")[context.tree.element]}


FAMILY = Family(
    columns=(Feature("hidden", FLAG, "not shown when the page opens"),),
    compute=visibility_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)
