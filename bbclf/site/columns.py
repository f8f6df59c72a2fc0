"""The columns that a line has by the other pages of its site."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.site.counts import SiteCounts
from bbclf.site.keys import PageKeys

__all__ = ["SITE_COLUMNS", "site_columns"]

SITE_COLUMNS = (
    "line_elsewhere",
    "line_pages",
    "line_share",
    "label_pages",
    "label_share",
    "new_line",
    "placed_pages",
    "placed_share",
)
"""Whether another page has the line; the logarithm of one more than the pages that have it, and their share; the same
two of the label that it begins with, 0 where it has none; the logarithm of the number of pages where none has the line,
else 0; and the two of the line at its place in the tree, NaN for text."""


def site_columns(counts: SiteCounts, keys: PageKeys) -> NDArray[np.float64] | None:
    """Columns of the lines of a page.

    Parameters
    ----------
    counts : SiteCounts
        Of the page's site. If the page itself was counted, it is taken out.
    keys : PageKeys
        Of the page.

    Returns
    -------
    ndarray of float64, shape (n_columns, n_lines), or None
        In the order of :data:`SITE_COLUMNS`; None if there is no other page.
    """
    own = int(keys.page in counts.pages)
    n_pages = counts.n_pages - own
    if n_pages < 1:
        return None
    # A key may have been forgotten, so that its count is 0 although this page has it.
    line = np.array([max(counts.lines[key] - own, 0) for key in keys.lines], dtype=np.float64)
    label = np.array([0 if key is None else max(counts.labels[key] - own, 0) for key in keys.labels], dtype=np.float64)
    if keys.placed is None:
        placed = np.full(len(line), np.nan)
    else:
        placed = np.array([max(counts.placed[key] - own, 0) for key in keys.placed], dtype=np.float64)
    return np.stack(
        [
            (line > 0).astype(np.float64),
            np.log1p(line),
            line / n_pages,
            np.log1p(label),
            label / n_pages,
            np.where(line > 0, 0.0, np.log(n_pages)),
            np.log1p(placed),
            placed / n_pages,
        ]
    )
