"""What kind of page it is: shares and means of the whole page, the same for all of its lines.

A model that can tell a shop from a thread from an article can judge a line by other rules on each; and a word score is
better read against the page's mean, for the words of some languages are known less well.
"""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats, group_maxima, page_sums, ratio
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
    n_words, n_chars = columns["n_words"], columns["n_chars"]
    of_pages = {
        "page_currency": columns["currency"] > 0,
        "page_years": columns["year_runs"] > 0,
        "page_sentences": columns["ends_sentence"] > 0,
        "page_headings": columns["heading_level"] > 0,
        "page_word_score": columns["word_score"] * n_words,
        "page_attribute_score": _known(columns["attribute_score"]) * n_words,
        "page_links": _known(columns["link_ratio"]) * n_chars,
    }
    masses = [np.ones(len(page)), n_words, n_chars]
    sums = page_sums(np.stack([*of_pages.values(), *masses]), starts)
    n_columns = len(of_pages)
    mass = sums[n_columns:][[0, 0, 0, 0, 1, 1, 2]]
    means = ratio(sums[:n_columns], mass)[:, page]
    found = dict(zip(of_pages, means, strict=True))
    found["word_score_to_page"] = columns["word_score"] - found["page_word_score"]
    found["page_cards"] = group_maxima(page, _known(columns["cards_share"]), len(batch.pages))[page]
    is_text = np.isnan(columns["link_ratio"])
    return found | {name: np.where(is_text, np.nan, found[name]) for name in NEED_MARKUP}


def _known(column: Floats) -> Floats:
    return np.where(np.isnan(column), 0.0, column)
