"""How a line begins and ends."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats
from bbclf.chars import CASED, CLASS_OF, UPPER, group
from bbclf.features.context import Context
from bbclf.features.schema import FLAG, KOHLSCHUETTER, Columns, Family, Feature, Group

__all__ = ["FAMILY"]

_CLOSING = group("quote", "guillemet", "close_bracket", "close_square")
_SENTENCE_END = group("sentence_end", "dot")
_LEADING_MARK = group("bullet", "dash", "arrow", "asterisk", "hash", "symbol", "pipe")
_QUOTE = group("quote", "guillemet")
_OPEN_BRACKET = group("open_bracket", "open_square", "brace", "less")
_ARROW = group("arrow", "guillemet", "greater")


def end_columns(context: Context) -> Columns:
    """Columns of this family."""
    chars = context.chars
    first = chars.classes[chars.line_starts[:-1]]
    last_at = chars.line_starts[1:] - 2
    last = chars.classes[last_at]
    # A closing quote or bracket after the full stop still ends a sentence.
    before_last = chars.classes[np.maximum(last_at - 1, chars.line_starts[:-1])]
    inner = np.where(_CLOSING[last], before_last, last)

    def flag(member: NDArray[np.bool_]) -> Floats:
        return member.astype(np.float64)

    return {
        "starts_upper": np.where(CASED[first], UPPER[first], np.nan),
        "starts_digit": flag(first == CLASS_OF["digit"]),
        "starts_mark": flag(_LEADING_MARK[first]),
        "starts_quote": flag(_QUOTE[first]),
        "starts_bracket": flag(_OPEN_BRACKET[first]),
        "ends_sentence": flag(_SENTENCE_END[inner]),
        "ends_colon": flag(last == CLASS_OF["colon"]),
        "ends_comma": flag(last == CLASS_OF["comma"]),
        "ends_digit": flag(last == CLASS_OF["digit"]),
        "ends_arrow": flag(_ARROW[last]),
    }


FAMILY = Family(
    columns=(
        Feature("starts_upper", FLAG, "sentences do", missing="if it does not begin with a cased letter"),
        Feature("starts_digit", FLAG, "dates, ranks, counters"),
        Feature("starts_mark", FLAG, "bullets, dashes, arrows, asterisks, hashes"),
        Feature("starts_quote", FLAG, "direct speech"),
        Feature("starts_bracket", FLAG, "short-codes, asides, references"),
        Feature("ends_sentence", FLAG, "in any script, closing quotes aside", KOHLSCHUETTER),
        Feature("ends_colon", FLAG, "labels and lead-ins"),
        Feature("ends_comma", FLAG, "a broken sentence or an enumeration"),
        Feature("ends_digit", FLAG, "dates and counters"),
        Feature("ends_arrow", FLAG, "read more »"),
    ),
    compute=end_columns,
    group=Group.FORM,
)
