"""What kind of page it is: shares and means of the whole page, the same for all of its lines.

Trees that tell a shop from a thread from an article can judge a line by other rules on each; and a word score is
better read against the page's mean, for the words of some languages are known less well.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.features.columns import Floats, group_maxima, page_sums, ratio
from bbclf.features.schema import Feature
from bbclf.page import LineBatch

__all__ = ["FEATURES", "NEED_MARKUP", "kind_columns"]

NEED_MARKUP = ("page_links", "page_headings", "page_cards", "page_attribute_score")
"""Columns that are NaN for text."""

_OWN = "own"
FEATURES: tuple[Feature, ...] = (
    Feature("page_currency", "ratio 0..1 of lines", _OWN, "shops have prices"),
    Feature("page_years", "ratio 0..1 of lines", _OWN, "lists of news and threads have dates"),
    Feature("page_sentences", "ratio 0..1 of lines", _OWN, "lines that end as sentences do"),
    Feature("page_word_score", "log-odds", _OWN, "mean of the word scores, by words"),
    Feature("word_score_to_page", "log-odds", _OWN, "word score less the page's mean: languages differ"),
    Feature("page_links", "ratio 0..1 of characters", _OWN, "directories are links"),
    Feature("page_headings", "ratio 0..1 of lines", _OWN, "lists of teasers have a heading each"),
    Feature("page_cards", "ratio 0..1 of words", _OWN, "share of the largest group of cards"),
    Feature("page_attribute_score", "log-odds", _OWN, "mean of the attribute scores, by words"),
)


def kind_columns(batch: LineBatch, columns: dict[str, Floats]) -> dict[str, Floats]:
    """Columns of :data:`FEATURES`.

    Parameters
    ----------
    batch : LineBatch
    columns : dict of str to ndarray of float64, shape (n_lines,)
        Columns of the lines themselves.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_lines,)
    """
    starts, page = batch.page_starts, batch.page_of_line
    n_words, n_lines = columns["n_words"], np.ones(len(page))

    def mean(column: Floats | NDArray[np.bool_], mass: Floats) -> Floats:
        return ratio(page_sums(column * mass, starts), page_sums(mass, starts))[page]

    word_score = mean(columns["word_score"], n_words)
    found = {
        "page_currency": mean(columns["currency"] > 0, n_lines),
        "page_years": mean(columns["year_runs"] > 0, n_lines),
        "page_sentences": mean(columns["ends_sentence"] > 0, n_lines),
        "page_word_score": word_score,
        "word_score_to_page": columns["word_score"] - word_score,
        "page_links": mean(_known(columns["link_ratio"]), columns["n_chars"]),
        "page_headings": mean(columns["heading_level"] > 0, n_lines),
        "page_cards": group_maxima(page, _known(columns["cards_share"]), len(batch.pages))[page],
        "page_attribute_score": mean(_known(columns["attribute_score"]), n_words),
    }
    is_text = np.isnan(columns["link_ratio"])
    return found | {name: np.where(is_text, np.nan, found[name]) for name in NEED_MARKUP}


def _known(column: Floats) -> Floats:
    return np.where(np.isnan(column), 0.0, column)
