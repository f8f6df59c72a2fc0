"""Where on its page a line stands."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import prefix_sums
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def position_columns(context: Context) -> Columns:
    """Columns of this family."""
    starts, page = context.batch.page_starts, context.batch.page_of_line
    totals = context.page_totals
    n_lines = totals.lines[page]
    before = np.arange(len(page)) - starts[page].astype(np.float64)
    gaps = np.concatenate([page.gaps for page in context.batch.pages]).astype(np.float64)
    gap_after = np.append(gaps[1:], 0.0)
    gap_after[starts[1:][np.diff(starts) > 0] - 1] = 0.0
    # Of characters and of prose words: what is above the middle of each line, and all of the page.
    mass = np.array([context.n_chars, context.prose])
    sums = prefix_sums(mass)
    above = sums[:, :-1] - sums[:, starts[page]] + mass / 2
    whole = np.array([totals.chars, totals.prose])[:, page]
    share = np.divide(above, whole, out=np.full(mass.shape, 0.5), where=whole > 0)
    return {
        "line_ratio": (before + 0.5) / n_lines,
        "lines_before": np.log1p(before),
        "lines_after": np.log1p(n_lines - 1 - before),
        "chars_before_ratio": share[0],
        "prose_before_ratio": share[1],
        "gap_before": np.log1p(gaps),
        "gap_after": np.log1p(gap_after),
    }


FAMILY = Family(
    columns=(
        Feature("line_ratio", RATIO.of("the page's lines"), "main text lies in the middle"),
        Feature("lines_before", LOG1P.of("lines"), "headers are near the start"),
        Feature("lines_after", LOG1P.of("lines"), "footers are near the end"),
        Feature("chars_before_ratio", RATIO.of("the page's characters"), "position by amount of text"),
        Feature(
            "prose_before_ratio", RATIO.of("the page's prose words"),
            "before the first and after the last prose; 0.5 on a page without any",
        ),
        Feature("gap_before", LOG1P.of("blank lines"), "blocks are set apart"),
        Feature("gap_after", LOG1P.of("blank lines"), "blocks are set apart"),
    ),
    compute=position_columns,
    group=Group.PLACE,
)  # fmt: skip
