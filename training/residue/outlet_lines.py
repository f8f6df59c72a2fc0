"""Lines of scrapers' texts with what repetition needs of them: keys, labels before a colon, credits at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bbclf.text import split_lines
from bbclf.tokens import count_words, read_chars, tokenise

__all__ = ["HEADLINE_WORDS", "LABEL_WORDS", "Line", "read_lines"]

PROSE_WORDS = 12
"""A line of at least so many words that ends as a sentence does is a paragraph."""
LONG_WORDS = 30
"""So many words are a paragraph however the line ends."""
HEADLINE_WORDS = 4
HEADLINE_CHARACTERS = 160
LABEL_WORDS = 5
OPENING_WORDS = 3

_SENTENCE_END = re.compile(r"[.!?…。！？۔؟।:؛;]['\"”’»)\]]*$")
_LABEL = re.compile(
    r"^(?P<mark>[>»►▶➤➡→]{1,3})\s*(?P<of_mark>\S.*)$"
    r"|^\W{0,3}(?P<label>\w[^:|｜：]{1,40}?)\s*[:|｜：](?!//)\s*(?P<rest>.*)$"
)
_CREDIT = re.compile(r"[.!?…)]\s+(?P<credit>\w+(?:\s\w+)?):\s[^:]{2,30}$")
_QUOTES = "\"'“”„‘’«»「『"


class Line(NamedTuple):
    """One line of a text.

    Attributes
    ----------
    text : str
    key : int
        Equal for lines of the same words; 0 for a line without words.
    n_words : float
    label : int or str or None
        Key of the head of ``head: rest``, or the sign before the line.
    rest_is_headline : bool
        What follows the label is empty or could be a headline.
    credit : str or None
        The word before the name at the end of a caption (``... on Monday. Photo: A. Name``).
    opening : str
        The first :data:`OPENING_WORDS` words; empty for a shorter line.
    """

    text: str
    key: int
    n_words: float
    label: int | str | None
    rest_is_headline: bool
    credit: str | None
    opening: str

    @property
    def is_prose(self) -> bool:
        """A paragraph rather than a heading or an item."""
        return self.n_words >= LONG_WORDS or (self.n_words >= PROSE_WORDS and bool(_SENTENCE_END.search(self.text)))

    @property
    def is_headline(self) -> bool:
        """Could be the headline of an article."""
        return self.n_words >= HEADLINE_WORDS and _could_be_headline(self.text) and not self.text.endswith((":", ")"))


def read_lines(texts: Sequence[str]) -> list[list[Line]]:
    """The lines of each text, as ``split_lines`` parts them."""
    lines = [split_lines(text).lines for text in texts]
    flat = [line for page in lines for line in page]
    matches = [_LABEL.match(line) for line in flat]
    heads = [(match["label"] or "") if match else "" for match in matches]
    (keys, n_words), (head_keys, n_head) = _keys(flat), _keys(heads)
    read = []
    for line, match, key, words, head_key, head_words in zip(
        flat, matches, keys, n_words, head_keys, n_head, strict=True
    ):
        label = (match["mark"] or head_key) if match and head_words <= LABEL_WORDS else None
        rest = (match["rest"] or match["of_mark"] or "") if match else ""
        fits = not rest or (_could_be_headline(rest) and words - head_words >= HEADLINE_WORDS)
        credit = _CREDIT.search(line)
        opening = " ".join(line.split(maxsplit=OPENING_WORDS)[:OPENING_WORDS]) if words >= OPENING_WORDS else ""
        read.append(Line(line, key, words, label, fits, credit["credit"] if credit else None, opening))
    ends = np.cumsum([len(page) for page in lines]).tolist()
    return [read[end - len(page) : end] for page, end in zip(lines, ends, strict=True)]


def _could_be_headline(text: str) -> bool:
    """Short, no sentence with its full stop, and not all of it in quotes."""
    ends = text.rstrip(_QUOTES).endswith((".", "۔", "。"))
    return len(text) <= HEADLINE_CHARACTERS and not ends and text[0] not in _QUOTES


def _keys(lines: Sequence[str]) -> tuple[list[int], list[float]]:
    """A key for each line, equal for lines of the same words and 0 without any, and its number of words."""
    chars = read_chars(lines)
    tokens = tokenise(chars)
    keys = np.zeros(len(lines), dtype=np.uint64)
    np.add.at(keys, tokens.lines, tokens.hashes)
    return keys.tolist(), count_words(chars).tolist()
