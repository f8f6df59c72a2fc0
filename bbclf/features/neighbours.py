"""What stands around a line: columns of the lines before and after, and means over windows."""

from __future__ import annotations

import numpy as np

from bbclf.features.columns import Floats, prefix_sums, ratio, shifted, window_bounds, window_sums
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
    around = {f"{name}[{by:+d}]": shifted(columns[name], page, by) for name in SHIFTED for by in SHIFTS}
    for width in WINDOWS:
        bounds = window_bounds(batch.page_starts, page, width, width)
        n_lines = (bounds[1] - bounds[0]).astype(np.float64)
        for name in AVERAGED:
            # Markup columns are NaN for whole pages of text: they must not reach the sums of pages after.
            known = ~np.isnan(columns[name])
            sums = prefix_sums(np.where(known, columns[name], 0.0))
            mean = ratio(window_sums(sums, bounds), n_lines)
            around[f"{name}~{width}"] = np.where(known, mean, np.nan)
    return around
