"""Known phrases of sites' software: what a line says to the visitor, and what was said before it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, prefix_sums, ratio, window_bounds, window_sums
from bbclf.features.schema import Feature
from bbclf.lexicon.phrases import KINDS, PhraseMatches
from bbclf.page import LineBatch

__all__ = ["FEATURES", "phrase_columns"]

MARKERS = ("comment", "related", "share", "newsletter")
"""Kinds that mark the end of the main text on most sites."""

_OWN = "own"
FEATURES: tuple[Feature, ...] = (
    *(
        Feature(f"phrase_{kind}", "0, 0.5 or 1", _OWN, "the line is such a phrase; half: begins with one")
        for kind in KINDS
    ),
    *(
        Feature(f"since_{kind}", "log lines", _OWN, "lines since the last such phrase; NaN before the first")
        for kind in MARKERS
    ),
    *(
        Feature(f"until_{kind}", "log lines", _OWN, "lines until the next such phrase; NaN after the last")
        for kind in MARKERS
    ),
    Feature("phrases~3", "ratio 0..1 of lines", _OWN, "phrases of any kind among the lines around"),
    Feature("phrases~10", "ratio 0..1 of lines", _OWN, "phrases of any kind among the lines around"),
)


def phrase_columns(batch: LineBatch, matches: PhraseMatches) -> dict[str, Floats]:
    """Columns of :data:`FEATURES`.

    Parameters
    ----------
    batch : LineBatch
    matches : PhraseMatches
        Of the lines of `batch`.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_lines,)
    """
    columns: dict[str, Floats] = {}
    for number, kind in enumerate(KINDS):
        columns[f"phrase_{kind}"] = np.where(matches.whole == number, 1.0, 0.5 * (matches.prefix == number))
    for kind in MARKERS:
        number = KINDS.index(kind)
        marked = (matches.whole == number) | (matches.prefix == number)
        columns[f"since_{kind}"], columns[f"until_{kind}"] = _distances(marked, batch)
    known = prefix_sums((matches.whole >= 0).astype(np.float64))
    for width in (3, 10):
        bounds = window_bounds(batch.page_starts, batch.page_of_line, width, width)
        columns[f"phrases~{width}"] = ratio(window_sums(known, bounds), (bounds[1] - bounds[0]).astype(np.float64))
    return columns


def _distances(marked: NDArray[np.bool_], batch: LineBatch) -> tuple[Floats, Floats]:
    """Log lines since the last marked line of the page, and until the next, itself included."""
    n_lines = len(marked)
    line, page = np.arange(n_lines), batch.page_of_line
    last = np.maximum.accumulate(np.where(marked, line, -1)) if n_lines else line
    following = np.minimum.accumulate(np.where(marked, line, n_lines)[::-1])[::-1] if n_lines else line
    since = np.where(last >= batch.page_starts[page], np.log1p(line - last), np.nan)
    until = np.where(following < batch.page_starts[page + 1], np.log1p(following - line), np.nan)
    return since, until
