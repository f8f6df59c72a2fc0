"""Prose in a line, and the distance to the nearest line with prose."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import lines_since, lines_until
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def prose_columns(context: Context) -> Columns:
    """Columns of this family."""
    starts, page = context.batch.page_starts, context.batch.page_of_line
    has_prose = context.prose > 0
    return {
        "prose_words": np.log1p(context.prose),
        "lines_since_prose": np.log1p(lines_since(has_prose, starts, page)),
        "lines_until_prose": np.log1p(lines_until(has_prose, starts, page)),
    }


FAMILY = Family(
    columns=(
        Feature("prose_words", LOG1P.of("words"), "words beyond what a menu item or heading has"),
        Feature(
            "lines_since_prose", LOG1P.of("lines"), "captions and headings are near prose",
            missing="before the first line with prose",
        ),
        Feature(
            "lines_until_prose", LOG1P.of("lines"), "headings are just before prose",
            missing="after the last line with prose",
        ),
    ),
    compute=prose_columns,
    group=Group.PLACE,
)  # fmt: skip
