"""What is around a line: columns of the lines before and after it, and their means over windows."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import prefix_sums, shifted, window_bounds, window_sums
from bbclf.features.context import Context
from bbclf.features.schema import FLAG, KOHLSCHUETTER, LOG1P, LOG_ODDS, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]

_CHARACTERS, _WORDS, _LINKS = LOG1P.of("characters"), LOG1P.of("words"), RATIO.of("characters")
SHIFTED = {
    "log_chars": _CHARACTERS, "word_score": LOG_ODDS, "ends_sentence": FLAG, "link_ratio": _LINKS,
    "attribute_score": LOG_ODDS, "prose_words": _WORDS,
}  # fmt: skip
"""Columns that are given of the neighbours, and their units."""
SHIFTS = (-2, -1, 1, 2)
AVERAGED = {
    "log_chars": _CHARACTERS, "prose_words": _WORDS, "word_score": LOG_ODDS, "ends_sentence": RATIO,
    "link_ratio": _LINKS, "attribute_score": LOG_ODDS,
}  # fmt: skip
"""Columns whose means are given, and the units of the means."""
WINDOWS = (3, 10)


def neighbour_columns(context: Context) -> Columns:
    """Columns of this family."""
    page = context.batch.page_of_line
    around: Columns = {}
    values = np.array([context.columns[name] for name in SHIFTED])
    for by in SHIFTS:
        moved = shifted(values, page, by)
        around |= {f"{name}[{by:+d}]": column for name, column in zip(SHIFTED, moved, strict=True)}
    # A column is NaN in all lines or in none, since pages with and without markup are not in one batch.
    values = np.array([context.columns[name] for name in AVERAGED])
    sums = prefix_sums(values)
    for width in WINDOWS:
        bounds = window_bounds(context.batch.page_starts, page, width, width)
        means = window_sums(sums, bounds) / (bounds[1] - bounds[0])
        around |= {f"{name}~{width}": column for name, column in zip(AVERAGED, means, strict=True)}
    return around


FAMILY = Family(
    columns=(
        *(
            Feature(f"{name}[{by:+d}]", unit, "the line so far on", KOHLSCHUETTER, missing="past the end of the page")
            for name, unit in SHIFTED.items()
            for by in SHIFTS
        ),
        *(
            Feature(f"{name}~{width}", unit, f"mean over {width} lines before and after")
            for name, unit in AVERAGED.items()
            for width in WINDOWS
        ),
    ),
    compute=neighbour_columns,
    group=Group.NEIGHBOURS,
)
