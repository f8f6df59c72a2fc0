"""Known phrases of sites' software: what a line says to the visitor, and the distance to such lines."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import lines_since, lines_until, prefix_sums, ratio, window_bounds, window_sums
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, RATIO, Columns, Family, Feature, Group, Unit
from bbclf.lexicon.phrases import KINDS

__all__ = ["FAMILY", "MARKERS"]

MARKERS = ("comment", "related", "share", "newsletter")
"""Kinds that mark the end of the main text on most sites."""

WINDOWS = (3, 10)
"""Lines before and after each line over which phrases are counted."""

_NUMBERS = np.arange(len(KINDS))[:, None]
_MARKER_NUMBERS = [KINDS.index(kind) for kind in MARKERS]


def phrase_columns(context: Context) -> Columns:
    """Columns of this family."""
    starts, page = context.batch.page_starts, context.batch.page_of_line
    whole, prefix = context.phrases.whole == _NUMBERS, context.phrases.prefix == _NUMBERS
    marked = (whole | prefix)[_MARKER_NUMBERS]
    names = [
        *(f"phrase_{kind}" for kind in KINDS),
        *(f"since_{kind}" for kind in MARKERS),
        *(f"until_{kind}" for kind in MARKERS),
    ]
    found = [
        *np.where(whole, 1.0, 0.5 * prefix),
        *np.log1p(lines_since(marked, starts, page)),
        *np.log1p(lines_until(marked, starts, page)),
    ]
    columns = dict(zip(names, found, strict=True))
    known = prefix_sums((context.phrases.whole >= 0).astype(np.float64))
    for width in WINDOWS:
        bounds = window_bounds(starts, page, width, width)
        columns[f"phrases~{width}"] = ratio(window_sums(known, bounds), (bounds[1] - bounds[0]).astype(np.float64))
    return columns


FAMILY = Family(
    columns=(
        *(
            Feature(
                f"phrase_{kind}", Unit("0, 0.5 or 1", 0, 1), "1: the line is such a phrase, 0.5: it begins with one"
            )
            for kind in KINDS
        ),
        *(
            Feature(f"since_{kind}", LOG1P.of("lines"), "lines since the last such phrase", missing="before the first")
            for kind in MARKERS
        ),
        *(
            Feature(f"until_{kind}", LOG1P.of("lines"), "lines until the next such phrase", missing="after the last")
            for kind in MARKERS
        ),
        *(
            Feature(f"phrases~{width}", RATIO.of("lines"), f"phrases of any kind, {width} lines before and after")
            for width in WINDOWS
        ),
    ),
    compute=phrase_columns,
    group=Group.WORDS,
)
