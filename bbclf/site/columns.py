"""The columns that a line has by the other pages of its site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bbclf.site.counts import SiteCounts
from bbclf.site.keys import PageKeys

__all__ = ["SITE_COLUMNS", "site_columns"]

SITE_COLUMNS = ("line_pages", "line_share", "label_pages", "label_share", "placed_pages", "placed_share")
"""The logarithm of one more than the other pages that have the line, and their share of all other pages; the same two
of the label that the line begins with, 0 where it has none; and of the line at its place in the tree, NaN for text."""


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
    pages = np.stack(
        [
            _other_pages(counts.lines, keys.lines, own),
            _other_pages(counts.labels, keys.labels, own),
            np.full(len(keys.lines), np.nan) if keys.placed is None else _other_pages(counts.placed, keys.placed, own),
        ]
    )
    columns: NDArray[np.float64] = np.stack([np.log1p(pages), pages / n_pages], axis=1)
    return columns.reshape(len(SITE_COLUMNS), len(keys.lines))


def _other_pages(table: Mapping[int, int], keys: Sequence[int | None], own: int) -> NDArray[np.float64]:
    """Pages besides this one, which counts `own`, that have each of its keys; 0 for None. Shape (n_lines,)."""
    # A key may have been forgotten, so that its count is 0 although this page has it.
    found = [0 if key is None else max(table.get(key, 0) - own, 0) for key in keys]
    return np.array(found, dtype=np.float64)
