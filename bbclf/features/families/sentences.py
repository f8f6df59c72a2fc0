"""Punctuation of sentences."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import ratio
from bbclf.chars import CLASS_OF, group
from bbclf.features.context import Context
from bbclf.features.schema import ARC90, LOG1P, Columns, Family, Feature, Group, Unit

__all__ = ["FAMILY"]

_AFTER_SENTENCE = group("space", "newline", "quote", "guillemet", "close_bracket")


def sentence_columns(context: Context) -> Columns:
    """Columns of this family."""
    counts, marks = context.class_counts, context.marks
    commas = counts[CLASS_OF["comma"]]
    ends = counts[CLASS_OF["sentence_end"]] + marks.count("dot", _AFTER_SENTENCE[marks.after])
    return {
        "sentence_ends": np.log1p(ends),
        "commas": np.log1p(commas),
        "commas_per_word": ratio(commas, context.n_words),
    }


FAMILY = Family(
    columns=(
        Feature("sentence_ends", LOG1P.of("sentence ends"), "prose has several"),
        Feature("commas", LOG1P.of("commas"), "prose has several", ARC90),
        Feature("commas_per_word", Unit("commas a word", 0), "tag lists have one a word", ARC90),
    ),
    compute=sentence_columns,
    group=Group.FORM,
)
