"""Labels from repetition: what recurs in many texts of one outlet is residue, a paragraph that occurs once is content.

Evidence is counted in articles, not in texts: the same article scraped twice repeats every paragraph. Four kinds of
lines are residue: a line that recurs; a line whose head, up to a colon or a bar, is a label that recurs ("For more:
..."); the headline of another article; and the headlines that follow a label which stands alone. A paragraph that
occurs once is content, and so is the headline. All else has weight 0: datelines, bylines and captions above all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from training.residue.outlet_lines import HEADLINE_WORDS, LABEL_WORDS, Line, read_lines

__all__ = ["LineLabels", "label_outlet"]

MIN_ARTICLES = 3
"""Articles in which a line or a label must recur. With 2, section headings of two related articles were residue."""
MIN_ARTICLES_OF_PROSE = 6
"""Paragraphs of background ("Trump withdrew from the agreement in May") recur in up to five articles of an outlet."""
MIN_ARTICLES_OF_MARK = 2
"""A sign such as ">>" before a line is evidence of its own."""
SAME_ARTICLE = 0.5
"""Share of the shorter text's characters that two texts of one article have in common."""
LABEL_SHARE = 0.8
"""Of the uses of a label, how many must stand below the headline and before what could be one."""
MAX_HEADLINES = 4
"""After a label that stands alone."""
MIN_LINES = 4
CLOSING_CHARACTERS = 200
"""Of a text of at least so many lines, a shorter last line is not decided: calls to write to the editor and notes on
the author stand there, each once."""


class LineLabels(NamedTuple):
    """Labels of the lines of one text.

    Attributes
    ----------
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float32, shape (n_lines,)
        0 where repetition does not tell, else 1.
    """

    is_boilerplate: NDArray[np.bool_]
    weight: NDArray[np.float32]


class _Outlet(NamedTuple):
    """What recurs in the articles of an outlet.

    Attributes
    ----------
    articles : mapping of int to int
        Key of a line -> articles that have it.
    titles : mapping of int to int
        Key of a headline -> its article.
    labels : set of int or str
    bylines : set of int
        Keys of short lines that mostly close a text: names of authors and agencies, on which nothing is decided.
    credits : set of str
        Words before the name at the end of a caption; nothing is decided on captions.
    openings : set of str
        First words of short lines that recur; a line that begins with them and goes on is not content for sure.
    """

    articles: Counter[int]
    titles: dict[int, int]
    labels: set[int | str]
    bylines: set[int]
    credits: set[str]
    openings: set[str]


def label_outlet(texts: Sequence[str]) -> list[LineLabels]:
    """Label the lines of all texts of one outlet.

    Parameters
    ----------
    texts : sequence of str
        Some dozens at least: in fewer nothing recurs, and no line is residue.

    Returns
    -------
    list of LineLabels
        One for each text, for the lines of ``split_lines(text)``.
    """
    pages = read_lines(texts)
    articles = _articles(pages)
    uses = {(line.key, article) for page, article in zip(pages, articles, strict=True) for line in page if line.key}
    recurring = Counter(key for key, _ in uses)
    outlet = _Outlet(
        articles=recurring,
        titles={page[0].key: article for page, article in zip(pages, articles, strict=True) if page},
        labels=_labels(pages, articles),
        bylines=_bylines(pages),
        credits=_credits(pages),
        openings={
            line.opening
            for page in pages
            for line in page
            if line.opening and recurring[line.key] >= MIN_ARTICLES and not line.is_prose
        },
    )
    return [_label_text(page, article, outlet) for page, article in zip(pages, articles, strict=True)]


def _label_text(page: list[Line], article: int, outlet: _Outlet) -> LineLabels:
    is_boilerplate = np.array([_is_residue(line, article, outlet) for line in page], dtype=np.bool_)
    is_boilerplate[:1] &= np.array([line.n_words <= LABEL_WORDS for line in page[:1]], dtype=np.bool_)
    is_boilerplate[_headlines_below_labels(page, is_boilerplate)] = True
    is_content = np.array(
        [_is_content(line, number, article, outlet) for number, line in enumerate(page)], dtype=np.bool_
    )
    if len(page) >= MIN_LINES and len(page[-1].text) < CLOSING_CHARACTERS:
        is_content[-1] = False
    return LineLabels(is_boilerplate, (is_boilerplate | is_content).astype(np.float32))


def _is_residue(line: Line, article: int, outlet: _Outlet) -> bool:
    if line.label in outlet.labels and line.rest_is_headline:
        return True
    if line.key in outlet.bylines:
        return False
    if line.is_headline and outlet.titles.get(line.key, article) != article:
        return True
    return outlet.articles[line.key] >= (MIN_ARTICLES_OF_PROSE if line.is_prose else MIN_ARTICLES)


def _is_content(line: Line, number: int, article: int, outlet: _Outlet) -> bool:
    if line.opening in outlet.openings or line.credit in outlet.credits:
        return False
    if number == 0 and line.n_words >= HEADLINE_WORDS and outlet.titles.get(line.key) == article:
        return True
    return line.is_prose and outlet.articles[line.key] <= 1


def _headlines_below_labels(page: list[Line], is_residue: NDArray[np.bool_]) -> list[int]:
    """Lines of the few headlines that follow a label which stands alone."""
    found: list[int] = []
    for number in np.flatnonzero(is_residue).tolist():
        first = end = number + 1
        while end < len(page) and not is_residue[end] and page[end].is_headline and not page[end].is_prose:
            end += 1
        if page[number].n_words <= LABEL_WORDS and end - first <= MAX_HEADLINES:
            found += range(first, end)
    return found


def _labels(pages: list[list[Line]], articles: list[int]) -> set[int | str]:
    """Heads of lines that recur and open neither headlines of articles nor paragraphs."""
    uses: defaultdict[int | str, list[tuple[int, bool]]] = defaultdict(list)
    for page, article in zip(pages, articles, strict=True):
        for number, line in enumerate(page):
            if line.label is not None:
                uses[line.label].append((article, number > 0 and line.rest_is_headline))
    return {label for label, of_label in uses.items() if _is_label(label, of_label)}


def _is_label(label: int | str, uses: list[tuple[int, bool]]) -> bool:
    n_articles = len({article for article, fits in uses if fits})
    enough = n_articles >= (MIN_ARTICLES_OF_MARK if isinstance(label, str) else MIN_ARTICLES)
    return enough and sum(fits for _, fits in uses) >= LABEL_SHARE * len(uses)


def _bylines(pages: list[list[Line]]) -> set[int]:
    uses = Counter(line.key for page in pages for line in page if line.n_words <= LABEL_WORDS)
    last = Counter(page[-1].key for page in pages if page)
    return {key for key, n_uses in uses.items() if 2 * last[key] >= n_uses}


def _credits(pages: list[list[Line]]) -> set[str]:
    uses = Counter(credit for page in pages for credit in {line.credit for line in page} if credit)
    return {credit for credit, n_uses in uses.items() if n_uses >= MIN_ARTICLES}


def _articles(pages: list[list[Line]]) -> list[int]:
    """The article of each text: the number of the first text of it."""
    holders: defaultdict[int, list[int]] = defaultdict(list)
    sizes = [{line.key: len(line.text) for line in page if line.key} for page in pages]
    article = list(range(len(pages)))
    for number, lines in enumerate(sizes):
        shared: Counter[int] = Counter()
        for key, size in lines.items():
            for other in holders[key]:
                shared[other] += size
            holders[key].append(number)
        size = sum(lines.values())
        same = [other for other, n in shared.items() if n >= SAME_ARTICLE * min(size, sum(sizes[other].values()))]
        if same:
            article[number] = article[min(same)]
    return article
