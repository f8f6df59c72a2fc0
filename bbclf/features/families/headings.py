"""Headings: their level, and the distance to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, lines_since, signed_log
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, SIGNED_LOG, Columns, Family, Feature, Group, Unit
from bbclf.html.tags import TAGS
from bbclf.page import LineBatch

__all__ = ["FAMILY"]

_LEVEL_OF_TAG = np.full(len(TAGS), np.nan)
_LEVEL_OF_TAG[[TAGS[f"h{level}"] for level in range(1, 7)]] = np.arange(1, 7)


def heading_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree, batch = context.tree, context.batch
    in_heading = context.inside["heading"]
    return {
        "heading_level": _LEVEL_OF_TAG[tree.column("tag").astype(np.int64)[tree.element]],
        "lines_since_heading": np.log1p(lines_since(in_heading, batch.page_starts, batch.page_of_line)),
        "lines_since_h1": _lines_since_first(context.inside["h1"], batch),
    }


def _lines_since_first(marked: NDArray[np.bool_], batch: LineBatch) -> Floats:
    """Signed log distance from the page's first marked line, NaN without any, shape (n_lines,)."""
    page = batch.page_of_line
    first = np.full(len(batch.pages), -1)
    backwards = np.flatnonzero(marked)[::-1]
    first[page[backwards]] = backwards
    return np.where(first[page] >= 0, signed_log(np.arange(len(page)) - first[page]), np.nan)


FAMILY = Family(
    columns=(
        Feature("heading_level", Unit("level", 1, 6), "of the line's own element", missing="outside headings"),
        Feature(
            "lines_since_heading", LOG1P.of("lines"), "each teaser has a heading, an article has one now and then",
            missing="before the first heading",
        ),
        Feature(
            "lines_since_h1", SIGNED_LOG.of("lines"), "main text follows the first h1", missing="without h1"
        ),
    ),
    compute=heading_columns,
    group=Group.PLACE,
    needs_markup=True,
)  # fmt: skip
