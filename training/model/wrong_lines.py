"""Where a model fails: kinds of lines, and how much of what went wrong was of each kind.

The kinds are decided from columns of features alone, so that the card can say what kind of line is costly without
quoting the pages, which belong to their publishers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import group_sums
from bbclf.features import FEATURES, featurise
from bbclf.features.context import PROSE_WORDS
from bbclf.fit import ViewFit
from bbclf.fit.cross_fit import CHUNK_PAGES
from bbclf.fit.lines import Lines
from bbclf.html import TAGS
from bbclf.lexicon.phrases import KINDS
from bbclf.lexicon.scores import LexicalModel
from bbclf.page import LineBatch, Page

__all__ = ["KINDS_OF_LINES", "KindErrors", "in_comments", "kind_errors", "kinds_of_lines"]

LINK_SHARE = 0.5
"""Share of a line's characters in links from which it is a link."""
TEASER_WORDS = 5
"""Words from which a link is a teaser; the names of sections and networks are shorter."""
COMMENT_LINES = 20
"""Lines of text after a phrase about comments that count as comments: a guess, text does not say where they end."""

_FRAMES = frozenset(TAGS[tag] for tag in ("html", "body", "main"))
"""Tags that hold the whole page, and whose classes say whether it takes comments."""

_NUMBER_OF = {feature.name: number for number, feature in enumerate(FEATURES)}

KINDS_OF_LINES = (
    "residue of markup",
    "phrases of sites' software",
    "comments",
    "headings",
    "captions",
    "prices",
    "links: teasers",
    "links: short",
    "list items",
    "table cells",
    "short lines",
    "paragraphs inside the main container",
    "paragraphs outside the main container",
    "paragraphs",
)
"""In order of precedence: a line is of the first kind whose conditions it meets."""

EXPLANATION = f"""\
Out-of-fold errors by kind of line. A line is of the first of these kinds that fits:

- residue of markup: it has a short-code, a tag or a brace;
- a phrase that sites' software says;
- a comment: inside an element with "comment" in its class or id; in text, up to {COMMENT_LINES} lines after a
  phrase about comments, which may be the number of comments above an article;
- a heading, a caption (inside `<figure>`);
- a price: up to {PROSE_WORDS} words and a currency sign;
- a link: {LINK_SHARE:.0%} of its characters or more are in links; a teaser from {TEASER_WORDS} words on;
- a list item, a table cell, a short line (up to {PROSE_WORDS} words);
- a paragraph, inside or outside the smallest element that holds half of the page's prose.

Text has no elements: its headings, teasers and list items are short lines or paragraphs. The words of each page sum
to 1, so that each page counts the same. "content lost" and "boilerplate kept" of all kinds sum to 100% of the wrong
words; "wrong" is the share of the kind's own words.
"""


class KindErrors(NamedTuple):
    """The errors of one kind of line.

    Attributes
    ----------
    name : str
        One of :data:`KINDS_OF_LINES`.
    words : float
        Share of all words, 0 to 1.
    content_lost, boilerplate_kept : float
        Shares of all wrong words, 0 to 1.
    wrong : float
        Share of the kind's words that went wrong, 0 to 1.
    """

    name: str
    words: float
    content_lost: float
    boilerplate_kept: float
    wrong: float


def kinds_of_lines(pages: Iterable[Page], X: NDArray[np.float32], n_words: NDArray[np.float64]) -> NDArray[np.int64]:
    """The kind of each line.

    Parameters
    ----------
    pages : iterable of Page
        Of one view, with `n_lines` lines together.
    X : ndarray of float32, shape (n_lines, n_features)
        Columns of :data:`bbclf.features.FEATURES`.
    n_words : ndarray of float64, shape (n_lines,)

    Returns
    -------
    ndarray of int64, shape (n_lines,)
        Numbers of :data:`KINDS_OF_LINES`.
    """
    marks = _marks(X, n_words)
    marks["comments"] |= np.concatenate([in_comments(page) for page in pages])
    kinds: NDArray[np.int64] = np.argmax(np.stack([marks[kind] for kind in KINDS_OF_LINES]), axis=0)
    return kinds


def in_comments(page: Page) -> NDArray[np.bool_]:
    """Whether each line is inside an element for comments, shape (n_lines,); none of a page of text is."""
    if page.markup is None:
        return np.zeros(len(page), dtype=np.bool_)
    markup = page.markup
    inside: list[bool] = []
    for words, tag, parent in zip(markup.attributes, markup.tag.tolist(), markup.parent.tolist(), strict=True):
        says_so = "comment" in words.lower() and tag not in _FRAMES
        inside.append(says_so or (parent >= 0 and inside[parent]))
    return np.array(inside, dtype=np.bool_)[markup.element]


def _marks(X: NDArray[np.float32], n_words: NDArray[np.float64]) -> dict[str, NDArray[np.bool_]]:
    """Whether each line meets the conditions of each kind, shapes (n_lines,); NaN (markup of text) does not."""

    def column(name: str) -> NDArray[np.float32]:
        return X[:, _NUMBER_OF[name]]

    in_text = np.isnan(column("link_ratio"))
    after_comment = in_text & (column("since_comment") > 0) & (column("since_comment") <= np.log1p(COMMENT_LINES))
    link = column("link_ratio") >= LINK_SHARE
    short = n_words <= PROSE_WORDS
    return {
        "residue of markup": (column("shortcode") > 0) | (column("html_tag") > 0) | (column("braces") > 0),
        "phrases of sites' software": np.any([column(f"phrase_{kind}") == 1 for kind in KINDS], axis=0),
        "comments": after_comment,
        "headings": column("in_heading") > 0,
        "captions": column("in_figure") > 0,
        "prices": (column("currency") > 0) & short,
        "links: teasers": link & (n_words >= TEASER_WORDS),
        "links: short": link,
        "list items": column("in_item") > 0,
        "table cells": column("in_table") > 0,
        "short lines": short,
        "paragraphs inside the main container": column("in_holder") > 0,
        "paragraphs outside the main container": column("in_holder") == 0,
        "paragraphs": np.ones(len(X), dtype=np.bool_),
    }


def kind_errors(fit: ViewFit, lexical: LexicalModel) -> list[KindErrors]:
    """Where the out-of-fold labels of a view were wrong.

    Parameters
    ----------
    fit : ViewFit
    lexical : LexicalModel
        Its phrases tell some kinds of lines.

    Returns
    -------
    list of KindErrors
        Kinds that occur, the most costly first.
    """
    lines, n_words = fit.cross.lines, fit.cross.n_words
    words = _words_by_page(lines, n_words)
    kinds = _kinds([page.page for page in fit.pages], lexical)

    def words_of(chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        return group_sums(kinds, words * chosen, len(KINDS_OF_LINES))

    all_words = words_of(np.ones(len(words), dtype=np.bool_))
    lost = words_of(fit.is_boilerplate & ~lines.is_boilerplate)
    kept = words_of(~fit.is_boilerplate & lines.is_boilerplate)
    n_wrong = max(float((lost + kept).sum()), np.finfo(np.float64).tiny)
    errors = [
        KindErrors(
            name=KINDS_OF_LINES[number],
            words=float(all_words[number] / all_words.sum()),
            content_lost=float(lost[number] / n_wrong),
            boilerplate_kept=float(kept[number] / n_wrong),
            wrong=float((lost[number] + kept[number]) / all_words[number]),
        )
        for number in np.flatnonzero(all_words)
    ]
    return sorted(errors, key=lambda kind: -(kind.content_lost + kind.boilerplate_kept))


def _kinds(pages: Sequence[Page], lexical: LexicalModel) -> NDArray[np.int64]:
    """The kind of each line of pages of one view."""
    kinds = []
    for first in range(0, len(pages), CHUNK_PAGES):
        chunk = pages[first : first + CHUNK_PAGES]
        features = featurise(LineBatch(chunk), lexical)
        kinds.append(kinds_of_lines(chunk, features.X, features.words))
    return np.concatenate(kinds)


def _words_by_page(lines: Lines, n_words: NDArray[np.float64]) -> NDArray[np.float64]:
    """Words of each line that could be labelled, as a share of its page's."""
    words = n_words * (lines.weight > 0)
    of_page = group_sums(lines.page, words, len(lines.starts) - 1)[lines.page]
    return np.divide(words, of_page, out=np.zeros(len(words)), where=of_page > 0)
