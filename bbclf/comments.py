"""Readers' comments among the lines of a page.

Under an article they are boilerplate; who wants them gets them back as a group. In HTML, elements whose attributes say
so hold them, or they follow a heading such as "Comments"; in text, a line that says it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.html import TAGS, Markup
from bbclf.html.comments import naming_comments
from bbclf.lexicon.packaged import packaged_phrases
from bbclf.lexicon.phrases import KINDS, match_phrases
from bbclf.page import Page
from bbclf.tokens import read_chars, tokenise

__all__ = ["find_comments"]

MAX_SHARE = 0.9
"""Of the page's lines: an element with more is the page itself, such as a body of class ``comments-open``."""

_COMMENT = KINDS.index("comment")
_ENDING = [KINDS.index(kind) for kind in ("related", "newsletter", "consent", "navigation")]
"""In text, lines that say this end the comments."""

_HEADINGS = tuple(TAGS[f"h{level}"] for level in range(1, 7))
_FORMS = frozenset(TAGS[name] for name in ("form", "fieldset", "button"))

Mask = NDArray[np.bool_]


def find_comments(page: Page) -> Mask:
    """Find the comments of readers.

    Parameters
    ----------
    page : Page

    Returns
    -------
    ndarray of bool, shape (n_lines,)
        Without forms and the phrases of the software around them, such as "Reply" and "Leave a comment".
    """
    chars = read_chars(page.lines)
    phrases = match_phrases(packaged_phrases(), chars, tokenise(chars))
    is_phrase = phrases.whole >= 0
    if page.markup is None:
        return _below_phrase(phrases.whole) & ~is_phrase
    says_comment = np.where(is_phrase, phrases.whole, phrases.prefix) == _COMMENT
    inside = _inside_named(page.markup) | _below_heading(page.markup, says_comment)
    return inside & ~_in_forms(page.markup) & ~is_phrase


def _below_phrase(phrases: NDArray[np.int64]) -> Mask:
    """Lines of a text from one that says "Comments" on, to the next of another kind.

    Parameters
    ----------
    phrases : ndarray of int64, shape (n_lines,)
        Kind of the phrase that each line is, or -1.
    """
    begins = phrases == _COMMENT
    turns = begins | np.isin(phrases, _ENDING)
    last_turn = np.maximum.accumulate(np.where(turns, np.arange(len(phrases)), 0))
    below: Mask = begins[last_turn]
    return below


def _inside_named(markup: Markup) -> Mask:
    """Lines inside elements whose attributes say comments."""
    max_lines = MAX_SHARE * len(markup.element)
    sizes = (markup.end_line - markup.first_line).tolist()
    named = naming_comments(set(markup.attributes))
    return _inside(
        markup, [size <= max_lines and words in named for size, words in zip(sizes, markup.attributes, strict=True)]
    )


def _in_forms(markup: Markup) -> Mask:
    return _inside(markup, [tag in _FORMS for tag in markup.tag.tolist()])


def _below_heading(markup: Markup, says_comment: Mask) -> Mask:
    """Lines after a heading that says comments, to the next of its level or the end of the block around it."""
    below = np.zeros(len(says_comment), dtype=np.bool_)
    headings = [number for number, tag in enumerate(markup.tag.tolist()) if tag in _HEADINGS]
    for place, number in enumerate(headings):
        first, end = int(markup.first_line[number]), int(markup.end_line[number])
        if not says_comment[first:end].any():
            continue
        last = int(markup.end_line[markup.parent[number]]) if markup.parent[number] >= 0 else len(below)
        following = (other for other in headings[place + 1 :] if markup.tag[other] <= markup.tag[number])
        stop = next((int(markup.first_line[other]) for other in following), last)
        below[end : min(stop, last)] = True
    return below


def _inside(markup: Markup, elements: list[bool]) -> Mask:
    """Lines inside any of some elements."""
    steps = np.zeros(len(markup.element) + 1, dtype=np.int64)
    chosen = np.array(elements, dtype=np.bool_)
    np.add.at(steps, markup.first_line[chosen], 1)
    np.subtract.at(steps, markup.end_line[chosen], 1)
    return np.cumsum(steps[:-1]) > 0
