"""What a line looks like by itself: length, kinds of characters, scripts, markup that survives in text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, ratio
from bbclf.chars import (
    CHAR_CLASSES,
    CLASS_OF,
    SCRIPTS_WITH_CASE,
    SCRIPTS_WITHOUT_CASE,
    SCRIPTS_WITHOUT_SPACES,
    group,
)
from bbclf.features.schema import Feature
from bbclf.tokens import IS_SPACELESS, IS_WORD, CharBatch, count_words, word_starts

__all__ = ["FEATURES", "class_counts", "shape_columns"]

UPPER = group(*(f"{script}_upper" for script in SCRIPTS_WITH_CASE))
LOWER = group(*(f"{script}_lower" for script in SCRIPTS_WITH_CASE))
_CASED = UPPER | LOWER
LETTER = _CASED | group(*SCRIPTS_WITHOUT_CASE, *SCRIPTS_WITHOUT_SPACES)
PUNCTUATION = group(
    "sentence_end", "dot", "comma", "colon", "quote", "guillemet", "open_bracket", "close_bracket", "dash",
    "slash", "punctuation",
)  # fmt: skip
SYMBOL = group("arrow", "bullet", "symbol", "asterisk", "plus", "pipe", "copyright", "hash")
CODE = group("brace", "equals", "less", "greater", "underscore", "backslash", "open_square", "close_square")
CLOSING = group("quote", "guillemet", "close_bracket", "close_square")
SENTENCE_END = group("sentence_end", "dot")
_PAIRED = group("dot", "colon", "at", "hash", "less", "ampersand", "open_square", "close_square")
"""Marks that count by what stands beside them."""
# Which script it is, no column tells: models learnt that Arabic is content, since the Arabic sites of their
# training pages are, and did worse on languages that they had not met (training/EXPERIMENTS.md, row 33).
SCRIPT_GROUPS: dict[str, NDArray[np.bool_]] = {
    "latin": group("latin_upper", "latin_lower"),
    "cyrillic": group("cyrillic_upper", "cyrillic_lower"),
    "greek": group("greek_upper", "greek_lower"),
    "arabic": group("arabic", "hebrew"),
    "cjk": group("han", "kana"),
    "hangul": group("hangul"),
    "indic": group("indic"),
    "seasian": group("seasian"),
    "other": group("othercase_upper", "othercase_lower", "ethiopic", "otherscript"),
}

_BRACKETS = group("open_square", "close_square", "brace", "less", "greater", "newline")
"""Classes of the brackets that programs use, and of what ends a line."""
_QUOTE = group("quote", "guillemet")
_ARROW = group("arrow", "guillemet", "greater")
_LEADING_MARK = group("bullet", "dash", "arrow", "asterisk", "hash", "symbol", "pipe")
_OPEN_BRACKET = group("open_bracket", "open_square", "brace", "less")
_AFTER_SENTENCE = group("space", "newline", "quote", "guillemet", "close_bracket")
_TAG_NAME = LETTER | group("slash", "sentence_end")
_ENTITY_NAME = LETTER | group("hash")

_OWN = "own"
FEATURES: tuple[Feature, ...] = (
    Feature("log_chars", "log characters", "Kohlschütter et al. 2010", "paragraphs are long, menus short"),
    Feature("log_words", "log words", "Kohlschütter et al. 2010", "the same in scripts of any density"),
    Feature("word_chars", "characters", "Kohlschütter et al. 2010", "mean word length; URLs and codes are long"),
    Feature("letter_ratio", "ratio 0..1", _OWN, "prose is letters"),
    Feature("digit_ratio", "ratio 0..1", _OWN, "dates, counters, prices, phone numbers"),
    Feature("punctuation_ratio", "ratio 0..1", _OWN, "prose has a little of it"),
    Feature("symbol_ratio", "ratio 0..1", _OWN, "icons, arrows and bullets decorate menus"),
    Feature("code_ratio", "ratio 0..1", _OWN, "characters of programs, short-codes and templates"),
    Feature("upper_ratio", "ratio 0..1 of cased letters", "Kohlschütter et al. 2010", "shouting; NaN without case"),
    Feature("title_word_ratio", "ratio 0..1 of cased words", "Kohlschütter et al. 2010", "titles and menus"),
    Feature("starts_upper", "0 or 1", _OWN, "sentences do; NaN without case"),
    Feature("starts_digit", "0 or 1", _OWN, "dates, ranks, counters"),
    Feature("starts_mark", "0 or 1", _OWN, "bullets, dashes, arrows, asterisks, hashes"),
    Feature("starts_quote", "0 or 1", _OWN, "direct speech"),
    Feature("starts_bracket", "0 or 1", _OWN, "short-codes, asides, references"),
    Feature("ends_sentence", "0 or 1", "Kohlschütter et al. 2010", "in any script, closing quotes aside"),
    Feature("ends_colon", "0 or 1", _OWN, "labels and lead-ins"),
    Feature("ends_comma", "0 or 1", _OWN, "a broken sentence or an enumeration"),
    Feature("ends_digit", "0 or 1", _OWN, "dates and counters"),
    Feature("ends_arrow", "0 or 1", _OWN, "read more »"),
    Feature("sentence_ends", "log count", _OWN, "prose has several"),
    Feature("commas", "log count", "Readability (arc90)", "prose has several"),
    Feature("commas_per_word", "ratio", "Readability (arc90)", "tag lists have one a word"),
    Feature("digit_runs", "log count", _OWN, "dates and tables have several"),
    Feature("year_runs", "log count", _OWN, "runs of four digits: dates"),
    Feature("longest_word", "log characters", _OWN, "URLs, codes, glued menus"),
    Feature("quotes", "log count", _OWN, "direct speech"),
    Feature("brackets", "log count", _OWN, "asides and references"),
    Feature("colons", "log count", _OWN, "labels, times"),
    Feature("slashes", "log count", _OWN, "URLs, dates, breadcrumbs"),
    Feature("pipes", "log count", _OWN, "menus glued on one line"),
    Feature("arrows", "log count", _OWN, "breadcrumbs, sliders, read more"),
    Feature("bullets", "log count", _OWN, "menus glued on one line; lists"),
    Feature("copyright", "0 or 1", _OWN, "© ® ™"),
    Feature("currency", "log count", _OWN, "prices"),
    Feature("url", "log count", _OWN, "://"),
    Feature("email", "0 or 1", _OWN, "@ between word characters"),
    Feature("handle", "0 or 1", _OWN, "@ or # at the start of a word"),
    Feature("html_tag", "log count", _OWN, "< before a letter, / or !"),
    Feature("html_entity", "log count", _OWN, "& before a letter or #, without a space"),
    Feature("shortcode", "log count", _OWN, "[ before a letter or /, with = or _ in the line"),
    Feature("bracketed_ratio", "ratio 0..1", _OWN, "characters inside [ ], { } or < >: short-codes, templates, tags"),
    Feature("square_brackets", "log count", _OWN, "short-codes and footnotes"),
    Feature("braces", "log count", _OWN, "templates, scripts, styles"),
    Feature("markdown_link", "log count", _OWN, "]( of Markdown"),
    Feature("spaceless_ratio", "ratio 0..1 of letters", _OWN, "letters of scripts without word spaces"),
    Feature("cased_ratio", "ratio 0..1 of letters", _OWN, "letters of scripts with case"),
    Feature("scripts", "count", _OWN, "scripts with a tenth of the letters or more"),
)  # fmt: skip


def class_counts(chars: CharBatch) -> Floats:
    """How many characters of each class every line has.

    Parameters
    ----------
    chars : CharBatch

    Returns
    -------
    ndarray of float64, shape (n_classes, n_lines)
    """
    n_lines, n_classes = len(chars.line_starts) - 1, len(CHAR_CLASSES)
    lengths = np.diff(chars.line_starts)
    cell = (np.arange(n_classes) * n_lines).take(chars.classes)
    cell += np.repeat(np.arange(n_lines), lengths)
    counts = np.bincount(cell, minlength=n_classes * n_lines)
    return counts.reshape(n_classes, n_lines).astype(np.float64)


def _total(counts: Floats, classes: NDArray[np.bool_]) -> Floats:
    # Not a product of matrices, which wakes up threads for a few thousand numbers.
    return np.asarray(counts[classes].sum(axis=0), dtype=np.float64)


def shape_columns(chars: CharBatch, counts: Floats) -> dict[str, Floats]:
    """Columns of :data:`FEATURES`, and what others are made of: ``n_chars``, ``n_words``, shares of scripts.

    Parameters
    ----------
    chars : CharBatch
        At least one line, none of them empty.
    counts : ndarray of float64, shape (n_classes, n_lines)
        Of :func:`class_counts`.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_lines,)
    """
    columns = _lengths(chars, counts)
    columns |= _compositions(counts, columns["n_chars"])
    columns |= _ends(chars)
    columns |= _words(chars, columns["n_words"])
    columns |= _marks(chars, counts, columns["n_words"])
    columns |= _scripts(counts)
    return columns


def _lengths(chars: CharBatch, counts: Floats) -> dict[str, Floats]:
    n_chars = np.diff(chars.line_starts) - 1.0
    n_words = count_words(chars)
    letters = _total(counts, IS_WORD)
    return {
        "n_chars": n_chars,
        "n_words": n_words,
        "log_chars": np.log1p(n_chars),
        "log_words": np.log1p(n_words),
        "word_chars": ratio(letters, n_words),
    }


def _compositions(counts: Floats, n_chars: Floats) -> dict[str, Floats]:
    cased = _total(counts, _CASED)
    upper = np.divide(_total(counts, UPPER), cased, out=np.full(len(cased), np.nan), where=cased > 0)
    return {
        "letter_ratio": ratio(_total(counts, LETTER), n_chars),
        "digit_ratio": ratio(counts[CLASS_OF["digit"]], n_chars),
        "punctuation_ratio": ratio(_total(counts, PUNCTUATION), n_chars),
        "symbol_ratio": ratio(_total(counts, SYMBOL), n_chars),
        "code_ratio": ratio(_total(counts, CODE), n_chars),
        "upper_ratio": upper,
    }


def _ends(chars: CharBatch) -> dict[str, Floats]:
    first = chars.classes[chars.line_starts[:-1]]
    last_place = chars.line_starts[1:] - 2
    last = chars.classes[last_place]
    # A closing quote or bracket after the full stop still ends a sentence.
    before_last = chars.classes[np.maximum(last_place - 1, chars.line_starts[:-1])]
    inner = np.where(CLOSING[last], before_last, last)
    is_cased = _CASED[first]

    def flag(member: NDArray[np.bool_]) -> Floats:
        return member.astype(np.float64)

    return {
        "starts_upper": np.where(is_cased, UPPER[first], np.nan),
        "starts_digit": flag(first == CLASS_OF["digit"]),
        "starts_mark": flag(_LEADING_MARK[first]),
        "starts_quote": flag(_QUOTE[first]),
        "starts_bracket": flag(_OPEN_BRACKET[first]),
        "ends_sentence": flag(SENTENCE_END[inner]),
        "ends_colon": flag(last == CLASS_OF["colon"]),
        "ends_comma": flag(last == CLASS_OF["comma"]),
        "ends_digit": flag(last == CLASS_OF["digit"]),
        "ends_arrow": flag(_ARROW[last]),
    }


def _words(chars: CharBatch, n_words: Floats) -> dict[str, Floats]:
    starts = np.flatnonzero(word_starts(chars))
    line = chars.lines_of(starts)
    n_lines = len(n_words)
    kind = chars.classes[starts]
    upper = np.bincount(line[UPPER.take(kind)], minlength=n_lines)
    cased = np.bincount(line[_CASED.take(kind)], minlength=n_lines)
    return {
        "title_word_ratio": np.divide(upper, cased, out=np.full(n_lines, np.nan), where=cased > 0),
        **_digit_runs(chars, n_lines),
        "longest_word": _longest_words(chars, starts, line, n_lines),
    }


def _digit_runs(chars: CharBatch, n_lines: int) -> dict[str, Floats]:
    # The last character is a newline: every run has an end.
    edges = np.flatnonzero(np.diff(chars.classes == CLASS_OF["digit"], prepend=False))
    starts, ends = edges[::2], edges[1::2]
    line = chars.lines_of(starts)
    return {
        "digit_runs": np.log1p(np.bincount(line, minlength=n_lines)),
        "year_runs": np.log1p(np.bincount(line[ends - starts == 4], minlength=n_lines)),
    }


def _longest_words(chars: CharBatch, starts: NDArray[np.intp], line: NDArray[np.intp], n_lines: int) -> Floats:
    """Longest stretch without a space that begins with a word, in log characters."""
    is_blank = chars.classes <= CLASS_OF["newline"]
    next_blank = np.cumsum(is_blank, dtype=np.int32)[starts]
    lengths = np.flatnonzero(is_blank)[next_blank] - starts
    longest = np.zeros(n_lines)
    np.maximum.at(longest, line, lengths.astype(np.float64))
    return np.log1p(longest)


def _marks(chars: CharBatch, counts: Floats, n_words: Floats) -> dict[str, Floats]:
    # Few characters are such marks: only they are looked around. None is the last, which is a newline.
    places = np.flatnonzero(_PAIRED.take(chars.classes))
    mark, following = chars.classes[places], chars.classes[places + 1]
    before = chars.classes[np.maximum(places - 1, 0)]
    before[places == 0] = CLASS_OF["newline"]
    line = chars.lines_of(places)

    def count(*names: str) -> Floats:
        return _total(counts, group(*names))

    def pairs(first: str, then: NDArray[np.bool_]) -> Floats:
        found = line[(mark == CLASS_OF[first]) & then]
        return np.bincount(found, minlength=counts.shape[1]).astype(np.float64)

    ends_clause = _AFTER_SENTENCE[following]
    sentence_ends = count("sentence_end") + pairs("dot", ends_clause)
    slash_follows = chars.codes[places + 1] == ord("/")
    starts_word, in_word = ~IS_WORD[before] & IS_WORD[following], IS_WORD[before] & IS_WORD[following]
    shortcode = pairs("open_square", LETTER[following] | (following == CLASS_OF["slash"]))
    return {
        "bracketed_ratio": ratio(_bracketed(chars), np.diff(chars.line_starts) - 1.0),
        "sentence_ends": np.log1p(sentence_ends),
        "commas": np.log1p(count("comma")),
        "commas_per_word": ratio(count("comma"), n_words),
        "quotes": np.log1p(count("quote", "guillemet")),
        "brackets": np.log1p(count("open_bracket")),
        "colons": np.log1p(count("colon")),
        "slashes": np.log1p(count("slash")),
        "pipes": np.log1p(count("pipe")),
        "arrows": np.log1p(count("arrow", "guillemet", "greater")),
        "bullets": np.log1p(count("bullet")),
        "copyright": np.minimum(count("copyright"), 1.0),
        "currency": np.log1p(count("currency")),
        "url": np.log1p(pairs("colon", slash_follows)),
        "email": np.minimum(pairs("at", in_word), 1.0),
        "handle": np.minimum(pairs("at", starts_word) + pairs("hash", IS_WORD[following]), 1.0),
        "html_tag": np.log1p(pairs("less", _TAG_NAME[following])),
        "html_entity": np.log1p(pairs("ampersand", _ENTITY_NAME[following])),
        "shortcode": np.log1p(shortcode * (count("equals", "underscore") > 0)),
        "square_brackets": np.log1p(count("open_square")),
        "braces": np.log1p(count("brace")),
        "markdown_link": np.log1p(pairs("close_square", following == CLASS_OF["open_bracket"])),
    }


def _scripts(counts: Floats) -> dict[str, Floats]:
    letters = _total(counts, LETTER)
    shares = {f"{name}_ratio": ratio(_total(counts, member), letters) for name, member in SCRIPT_GROUPS.items()}
    return {
        "spaceless_ratio": ratio(_total(counts, IS_SPACELESS), letters),
        "cased_ratio": ratio(_total(counts, _CASED), letters),
        "scripts": np.sum([share >= 0.1 for share in shares.values()], axis=0, dtype=np.float64),
        **shares,
    }


def _bracketed(chars: CharBatch) -> Floats:
    """Characters of each line from an opening square, curly or angle bracket to the next, if that one closes."""
    marks = np.flatnonzero(_BRACKETS.take(chars.classes))
    codes = chars.codes[marks]
    opens, closes = _are_among("[{<", codes), _are_among("]}>", codes)
    # Other scripts' brackets, of the same classes, are none here.
    known = opens | closes | (codes == ord("\n"))
    marks, opens, closes = marks[known], opens[known], closes[known]
    pairs = np.flatnonzero(opens[:-1] & closes[1:])
    lengths = marks[pairs + 1] - marks[pairs] + 1
    n_lines = len(chars.line_starts) - 1
    return np.bincount(chars.lines_of(marks[pairs]), weights=lengths, minlength=n_lines).astype(np.float64)


def _are_among(marks: str, codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.logical_or.reduce([codes == ord(mark) for mark in marks])
    return found
