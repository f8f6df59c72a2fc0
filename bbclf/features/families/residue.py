"""Addresses, and markup that survives in text: tags, entities, short-codes, templates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, ratio
from bbclf.chars import CLASS_OF, LETTER, group
from bbclf.features.context import Context
from bbclf.features.schema import FLAG, LOG1P, RATIO, Columns, Family, Feature, Group
from bbclf.tokens import IS_WORD, CharBatch

__all__ = ["FAMILY"]

_BRACKETS = group("open_square", "close_square", "brace", "less", "greater", "newline")
"""Classes of the brackets that programs use, and of the end of a line."""
_TAG_NAME = LETTER | group("slash", "sentence_end")
_ENTITY_NAME = LETTER | group("hash")
_ASSIGNMENT = group("equals", "underscore")


def residue_columns(context: Context) -> Columns:
    """Columns of this family."""
    counts, marks = context.class_counts, context.marks
    after_word, before_word = IS_WORD[marks.before], IS_WORD[marks.after]
    names_code = LETTER[marks.after] | (marks.after == CLASS_OF["slash"])
    shortcodes = marks.count("open_square", names_code) * (context.count(_ASSIGNMENT) > 0)
    handles = marks.count("at", ~after_word & before_word) + marks.count("hash", before_word)
    return {
        "url": np.log1p(marks.count("colon", marks.code_after == ord("/"))),
        "email": np.minimum(marks.count("at", after_word & before_word), 1.0),
        "handle": np.minimum(handles, 1.0),
        "html_tag": np.log1p(marks.count("less", _TAG_NAME[marks.after])),
        "html_entity": np.log1p(marks.count("ampersand", _ENTITY_NAME[marks.after])),
        "shortcode": np.log1p(shortcodes),
        "bracketed_ratio": ratio(_bracketed(context.chars), context.n_chars),
        "square_brackets": np.log1p(counts[CLASS_OF["open_square"]]),
        "braces": np.log1p(counts[CLASS_OF["brace"]]),
        "markdown_link": np.log1p(marks.count("close_square", marks.after == CLASS_OF["open_bracket"])),
    }


def _bracketed(chars: CharBatch) -> Floats:
    """Characters in pairs of square, curly or angle brackets without brackets in between, shape (n_lines,)."""
    marks = np.flatnonzero(_BRACKETS.take(chars.classes))
    codes = chars.codes[marks]
    opens, closes = _are_among("[{<", codes), _are_among("]}>", codes)
    # Brackets of other scripts are of the same classes, but not of programs.
    known = opens | closes | (codes == ord("\n"))
    marks, opens, closes = marks[known], opens[known], closes[known]
    pairs = np.flatnonzero(opens[:-1] & closes[1:])
    lengths = marks[pairs + 1] - marks[pairs] + 1
    n_lines = len(chars.line_starts) - 1
    return np.bincount(chars.lines_of(marks[pairs]), weights=lengths, minlength=n_lines).astype(np.float64)


def _are_among(marks: str, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.logical_or.reduce([codes == ord(mark) for mark in marks])
    return found


_MARKS = LOG1P.of("marks")

FAMILY = Family(
    columns=(
        Feature("url", _MARKS, "://"),
        Feature("email", FLAG, "@ between word characters"),
        Feature("handle", FLAG, "@ or # at the start of a word"),
        Feature("html_tag", _MARKS, "< before a letter, / or !"),
        Feature("html_entity", _MARKS, "& before a letter or #, without a space"),
        Feature("shortcode", _MARKS, "[ before a letter or /, with = or _ in the line"),
        Feature("bracketed_ratio", RATIO.of("characters"), "inside [ ], { } or < >: short-codes, templates, tags"),
        Feature("square_brackets", _MARKS, "short-codes and footnotes"),
        Feature("braces", _MARKS, "templates, scripts, styles"),
        Feature("markdown_link", _MARKS, "]( of Markdown"),
    ),
    compute=residue_columns,
    group=Group.FORM,
)
