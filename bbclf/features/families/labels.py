"""Block memory: what the nearest label above a line says.

A label is a short line that does not end as a sentence does: a heading, "Read also:", "Share", "Ingredients". The lines
below it mostly share its fate.
"""

from __future__ import annotations

import numpy as np

from bbclf.arrays import lines_since
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, LOG_ODDS, Columns, Family, Feature, Group, Unit
from bbclf.lexicon.phrases import KINDS

__all__ = ["FAMILY", "PHRASE_COLUMNS"]

MAX_LABEL_WORDS = 6
"""A label has at most so many words. Not tuned."""

RESIDUE_SCORE = 1.0
"""Word score, in log-odds, from which a label is taken for one of residue. Not tuned."""

PHRASE_COLUMNS = tuple(f"phrase_{kind}" for kind in KINDS)

LABELS = {
    "label": "any label",
    "lead": "a label that ends in a colon or is a known phrase",
    "residue_label": "a label whose words say boilerplate",
}
"""Kinds of labels by the prefix of their columns."""


def label_columns(context: Context) -> Columns:
    """Columns of this family."""
    columns, batch = context.columns, context.batch
    starts, page = batch.page_starts, batch.page_of_line
    phrase = np.maximum.reduce([columns[name] for name in PHRASE_COLUMNS])
    score = columns["word_score"]
    is_lead = (columns["ends_colon"] > 0) | (phrase >= 1)
    is_label = (context.n_words <= MAX_LABEL_WORDS) & ((columns["ends_sentence"] == 0) | (columns["ends_colon"] > 0))
    marked = np.array([is_label, is_label & is_lead, is_label & (score > RESIDUE_SCORE)])
    # Strictly above: what a line says itself, other columns tell.
    distance = np.full(marked.shape, np.nan)
    distance[:, 1:] = 1 + lines_since(marked, starts, page)[:, :-1]
    distance[:, starts[:-1][starts[:-1] < len(page)]] = np.nan
    found: Columns = {}
    for name, lines in zip(LABELS, distance, strict=True):
        known = ~np.isnan(lines)
        at = np.arange(len(page)) - np.where(known, lines, 0.0).astype(np.int64)
        found[f"{name}_score"] = np.where(known, score[at], np.nan)
        found[f"{name}_phrase"] = np.where(known, phrase[at], np.nan)
        found[f"{name}_distance"] = np.log1p(lines)
    return found


FAMILY = Family(
    columns=tuple(
        feature
        for name, what in LABELS.items()
        for feature in (
            Feature(f"{name}_score", LOG_ODDS, f"word score of the line above that is {what}", missing="below none"),
            Feature(
                f"{name}_phrase", Unit("0, 0.5 or 1", 0, 1), f"1: {what} is a known phrase, 0.5: it begins with one",
                missing="below none",
            ),
            Feature(f"{name}_distance", LOG1P.of("lines"), f"lines since {what}", missing="below none"),
        )
    ),
    compute=label_columns,
    group=Group.NEIGHBOURS,
)  # fmt: skip
