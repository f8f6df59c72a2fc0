"""Marks and symbols that are counted alone."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats
from bbclf.chars import CLASS_OF, group
from bbclf.features.context import Context
from bbclf.features.schema import FLAG, LOG1P, Columns, Family, Feature, Group

__all__ = ["FAMILY"]

_QUOTE = group("quote", "guillemet")
_ARROW = group("arrow", "guillemet", "greater")


def mark_columns(context: Context) -> Columns:
    """Columns of this family."""

    def log_count(name: str) -> Floats:
        counts: Floats = context.class_counts[CLASS_OF[name]]
        return np.log1p(counts)

    return {
        "quotes": np.log1p(context.count(_QUOTE)),
        "brackets": log_count("open_bracket"),
        "colons": log_count("colon"),
        "slashes": log_count("slash"),
        "pipes": log_count("pipe"),
        "arrows": np.log1p(context.count(_ARROW)),
        "bullets": log_count("bullet"),
        "copyright": np.minimum(context.class_counts[CLASS_OF["copyright"]], 1.0),
        "currency": log_count("currency"),
    }


_MARKS = LOG1P.of("marks")

FAMILY = Family(
    columns=(
        Feature("quotes", _MARKS, "direct speech"),
        Feature("brackets", _MARKS, "asides and references"),
        Feature("colons", _MARKS, "labels, times"),
        Feature("slashes", _MARKS, "URLs, dates, breadcrumbs"),
        Feature("pipes", _MARKS, "menus joined on one line"),
        Feature("arrows", _MARKS, "breadcrumbs, sliders, read more"),
        Feature("bullets", _MARKS, "menus joined on one line; lists"),
        Feature("copyright", FLAG, "© ® ™"),
        Feature("currency", _MARKS, "prices"),
    ),
    compute=mark_columns,
    group=Group.FORM,
)
