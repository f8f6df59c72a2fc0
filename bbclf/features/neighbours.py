"""What stands around a line: columns of the lines before and after, and means over windows."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats, prefix_sums, shifted, window_bounds, window_sums
from bbclf.features.schema import Feature
from bbclf.page import LineBatch

__all__ = ["FEATURES", "neighbour_columns"]

SHIFTED = ("log_chars", "word_score", "ends_sentence", "link_ratio", "attribute_score", "prose_words")
SHIFTS = (-2, -1, 1, 2)
AVERAGED = ("log_chars", "prose_words", "word_score", "ends_sentence", "link_ratio", "attribute_score")
WINDOWS = (3, 10)

_KOHLSCHUETTER = "Kohlschütter et al. 2010"
FEATURES: tuple[Feature, ...] = (
    *(
        Feature(f"{name}[{by:+d}]", "as the column", _KOHLSCHUETTER, "the line so far on; NaN past the border")
        for name in SHIFTED
        for by in SHIFTS
    ),
    *(
        Feature(f"{name}~{width}", "as the column", "own", f"mean over {width} lines before and after")
        for name in AVERAGED
        for width in WINDOWS
    ),
)


def neighbour_columns(batch: LineBatch, columns: dict[str, Floats]) -> dict[str, Floats]:
    """Columns of :data:`FEATURES`.

    Parameters
    ----------
    batch : LineBatch
    columns : dict of str to ndarray of float64, shape (n_lines,)
        Columns of the lines themselves.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_lines,)
    """
    page = batch.page_of_line
    around: dict[str, Floats] = {}
    at_a_distance = np.stack([columns[name] for name in SHIFTED])
    for by in SHIFTS:
        moved = shifted(at_a_distance, page, by)
        around |= {f"{name}[{by:+d}]": column for name, column in zip(SHIFTED, moved, strict=True)}
    averaged = np.stack([columns[name] for name in AVERAGED])
    # Markup columns are NaN for whole pages of text: they must not reach the sums of pages after.
    known = ~np.isnan(averaged)
    sums = prefix_sums(np.where(known, averaged, 0.0))
    for width in WINDOWS:
        bounds = window_bounds(batch.page_starts, page, width, width)
        means = window_sums(sums, bounds) / (bounds[1] - bounds[0])
        means[~known] = np.nan
        around |= {f"{name}~{width}": column for name, column in zip(AVERAGED, means, strict=True)}
    return around
