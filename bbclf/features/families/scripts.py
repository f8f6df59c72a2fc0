"""What kind of script a line is written in.

No column says which script it is: models learnt that Arabic is content, since the Arabic sites of their training
pages are, and did worse on languages that they had not met (training/EXPERIMENTS.md, row 33).
"""

from __future__ import annotations

import numpy as np

from bbclf.arrays import ratio
from bbclf.chars import CASED
from bbclf.features.context import Context
from bbclf.features.schema import COUNT, RATIO, Columns, Family, Feature, Group
from bbclf.tokens import IS_SPACELESS

__all__ = ["FAMILY"]

MIN_SHARE = 0.1
"""Share of a line's letters from which on a script counts."""


def script_columns(context: Context) -> Columns:
    """Columns of this family."""
    letters = context.n_letters
    return {
        "spaceless_ratio": ratio(context.count(IS_SPACELESS), letters),
        "cased_ratio": ratio(context.count(CASED), letters),
        "scripts": np.sum(context.script_shares >= MIN_SHARE, axis=0, dtype=np.float64),
    }


FAMILY = Family(
    columns=(
        Feature("spaceless_ratio", RATIO.of("letters"), "letters of scripts without word spaces"),
        Feature("cased_ratio", RATIO.of("letters"), "letters of scripts with case"),
        Feature("scripts", COUNT.of("scripts"), "scripts with a tenth of the letters or more"),
    ),
    compute=script_columns,
    group=Group.FORM,
)
