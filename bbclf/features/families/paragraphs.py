"""What other programs say of a line as a paragraph: Kohlschütter's text density, jusText's class."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats
from bbclf.features.context import Context
from bbclf.features.schema import JUSTEXT, KOHLSCHUETTER, Columns, Family, Feature, Group, Unit

__all__ = ["FAMILY"]

LINE_CHARS = 80
"""Characters at which a paragraph is wrapped."""


def paragraph_columns(context: Context) -> Columns:
    """Columns of this family."""
    return {
        "text_density": context.n_words / np.ceil(context.n_chars / LINE_CHARS),
        "justext_class": _justext_class(context),
    }


def _justext_class(context: Context) -> Floats:
    """jusText's context-free pass, the page's own frequent words in place of a list of stop words."""
    common_words = context.columns["common_words"]
    good = (common_words >= 0.32) & (context.n_chars > 200)
    near_good = common_words >= 0.30
    judged = np.select([good, near_good], [3.0, 2.0], 0.0)
    judged = np.where(context.n_chars < 70, 1.0, judged)
    return np.where(context.link_ratio > 0.2, 0.0, judged)


FAMILY = Family(
    columns=(
        Feature("text_density", Unit("words a line of 80 characters", 0), "prose fills lines", KOHLSCHUETTER),
        Feature("justext_class", Unit("0 bad, 1 short, 2 near good, 3 good", 0, 3), "without context", JUSTEXT),
    ),
    compute=paragraph_columns,
    group=Group.FORM,
    needs_markup=True,
)
