"""Lexical score of a line's own words."""

from __future__ import annotations

from bbclf.features.context import Context
from bbclf.features.schema import LOG_ODDS, Columns, Family, Feature, Group
from bbclf.lexicon.scores import gram_scores, line_grams

__all__ = ["FAMILY"]


def word_score_columns(context: Context) -> Columns:
    """Columns of this family."""
    grams = line_grams(context.tokens, len(context.batch))
    return {"word_score": gram_scores(grams, context.lexical.words)}


FAMILY = Family(
    columns=(Feature("word_score", LOG_ODDS, "boilerplate by the line's own words"),),
    compute=word_score_columns,
    group=Group.WORDS,
)
