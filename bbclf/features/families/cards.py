"""Repeated siblings: the cards of a shop, the posts of a thread, the teasers of a sidebar.

A card is an element with others like it beside it (same parent, same path of tags and classes) and more than one
line. What all cards of a group hold tells posts, which are content, from teasers, which mostly are not.
"""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Ints, group_maxima, group_sums, ratio
from bbclf.features.context import Context
from bbclf.features.schema import LOG, LOG1P, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]

MIN_CARDS = 3
"""Siblings alike from which on they are cards; two columns are not yet a list. Not tuned."""

N_ANCESTORS = 4
"""How many of a line's nearest ancestors may be its card: the one with most siblings is."""


def card_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree, held, alike = context.tree, context.held, context.sibling_groups
    chain = context.ancestors[:N_ANCESTORS]
    line, page = np.arange(len(tree.element)), tree.page[tree.element]
    n_alike = np.bincount(alike).astype(np.float64)
    n_cards = np.where(tree.end - tree.first > 1, n_alike[alike], 0.0)
    n_siblings = np.array([n_cards[element] for element in chain])
    card = np.array(chain)[np.argmax(n_siblings, axis=0), line]
    is_card = n_siblings.max(axis=0) >= MIN_CARDS
    group = alike[card]
    group_words, group_chars = group_sums(alike, held.words), group_sums(alike, held.chars)
    group_lines = group_sums(alike, (tree.end - tree.first).astype(np.float64))
    # An element without parent holds its whole page.
    page_words = group_maxima(tree.page, held.words)[page]
    largest = group_maxima(page, np.where(is_card, group_words[group], 0.0))[page]
    columns = {
        "card_lines": np.log(group_lines / n_alike)[group],
        "card_words": np.log1p(group_words / n_alike)[group],
        "card_prose": ratio(group_sums(alike, held.prose), group_words)[group],
        "card_links": ratio(group_sums(alike, held.links), group_chars)[group],
        "cards_share": ratio(group_words[group], page_words),
        "cards_rank": ratio(group_words[group], largest),
        "cards_position": (_least(tree.first, alike)[group] - _least(line, page)[page]) / np.bincount(page)[page],
        "card_line": np.log1p(line - tree.first[card]),
    }
    return {name: np.where(is_card, column, np.nan) for name, column in columns.items()}


def _least(values: Ints, group: Ints) -> Ints:
    """The least value of each group, shape (greatest group + 1,)."""
    least = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, group, values)
    return least


_OUTSIDE = "outside cards"

FAMILY = Family(
    columns=(
        Feature("card_lines", LOG.of("lines"), "mean lines of a card", missing=_OUTSIDE),
        Feature("card_words", LOG1P.of("words"), "mean words of a card: posts have many", missing=_OUTSIDE),
        Feature("card_prose", RATIO.of("words"), "prose in the cards of the group", missing=_OUTSIDE),
        Feature("card_links", RATIO.of("characters"), "links in the cards of the group", missing=_OUTSIDE),
        Feature("cards_share", RATIO.of("the page's words"), "how much of the page the group is", missing=_OUTSIDE),
        Feature("cards_rank", RATIO.of("words"), "words against the page's largest group of cards", missing=_OUTSIDE),
        Feature("cards_position", RATIO.of("the page's lines"), "where the first card begins", missing=_OUTSIDE),
        Feature("card_line", LOG1P.of("lines"), "lines since the card began", missing=_OUTSIDE),
    ),
    compute=card_columns,
    group=Group.LIKENESS,
    needs_markup=True,
)
