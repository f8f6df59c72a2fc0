"""How long a line and its words are."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import ratio
from bbclf.features.context import Context
from bbclf.features.schema import KOHLSCHUETTER, LOG1P, Columns, Family, Feature, Group, Unit
from bbclf.tokens import IS_WORD

__all__ = ["FAMILY"]


def length_columns(context: Context) -> Columns:
    """Columns of this family."""
    return {
        "log_chars": np.log1p(context.n_chars),
        "log_words": np.log1p(context.n_words),
        "word_chars": ratio(context.count(IS_WORD), context.n_words),
    }


FAMILY = Family(
    columns=(
        Feature("log_chars", LOG1P.of("characters"), "paragraphs are long, menus short", KOHLSCHUETTER),
        Feature("log_words", LOG1P.of("words"), "the same in scripts of any density", KOHLSCHUETTER),
        Feature("word_chars", Unit("characters", 0), "mean word length; URLs and codes are long", KOHLSCHUETTER),
    ),
    compute=length_columns,
    group=Group.FORM,
)
