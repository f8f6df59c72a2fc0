"""What kinds of characters a line is made of."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import ratio
from bbclf.chars import CASED, CLASS_OF, UPPER, group
from bbclf.features.context import Context
from bbclf.features.schema import KOHLSCHUETTER, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]

_PUNCTUATION = group(
    "sentence_end", "dot", "comma", "colon", "quote", "guillemet", "open_bracket", "close_bracket", "dash",
    "slash", "punctuation",
)  # fmt: skip
_SYMBOL = group("arrow", "bullet", "symbol", "asterisk", "plus", "pipe", "copyright", "hash")
_CODE = group("brace", "equals", "less", "greater", "underscore", "backslash", "open_square", "close_square")


def composition_columns(context: Context) -> Columns:
    """Columns of this family."""
    n_chars, cased = context.n_chars, context.count(CASED)
    nan = np.full(len(n_chars), np.nan)
    first_letters = context.chars.classes[context.word_starts]
    upper_words = np.bincount(context.word_lines[UPPER.take(first_letters)], minlength=len(n_chars))
    cased_words = np.bincount(context.word_lines[CASED.take(first_letters)], minlength=len(n_chars))
    return {
        "letter_ratio": ratio(context.n_letters, n_chars),
        "digit_ratio": ratio(context.class_counts[CLASS_OF["digit"]], n_chars),
        "punctuation_ratio": ratio(context.count(_PUNCTUATION), n_chars),
        "symbol_ratio": ratio(context.count(_SYMBOL), n_chars),
        "code_ratio": ratio(context.count(_CODE), n_chars),
        "upper_ratio": np.divide(context.count(UPPER), cased, out=nan.copy(), where=cased > 0),
        "title_word_ratio": np.divide(upper_words, cased_words, out=nan, where=cased_words > 0),
    }


_CHARACTERS = RATIO.of("characters")

FAMILY = Family(
    columns=(
        Feature("letter_ratio", _CHARACTERS, "prose is letters"),
        Feature("digit_ratio", _CHARACTERS, "dates, counters, prices, phone numbers"),
        Feature("punctuation_ratio", _CHARACTERS, "prose has a little of it"),
        Feature("symbol_ratio", _CHARACTERS, "icons, arrows and bullets decorate menus"),
        Feature("code_ratio", _CHARACTERS, "characters of programs, short-codes and templates"),
        Feature("upper_ratio", RATIO.of("cased letters"), "shouting", KOHLSCHUETTER, missing="without cased letters"),
        Feature(
            "title_word_ratio", RATIO.of("cased words"), "titles and menus", KOHLSCHUETTER,
            missing="without cased words",
        ),
    ),
    compute=composition_columns,
    group=Group.FORM,
)  # fmt: skip
