"""Repeated siblings: the cards of a shop, the posts of a thread, the teasers of a sidebar.

A card is an element with others like it beside it (same parent, same path of tags and classes) and more than one
line. What the cards of a group hold together tells posts, which are content, from teasers, which mostly are not.

All columns are NaN for a page of text, and for lines outside cards.
"""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats, Ints, group_maxima, group_sums, grouped, ratio
from bbclf.features.schema import Feature
from bbclf.features.tree import Held, Tree
from bbclf.tokens import mix

__all__ = ["FEATURES", "card_columns", "sibling_groups"]

MIN_CARDS = 3
"""Elements alike from which on they are cards; two columns are not yet a list. Not tuned."""

_OWN = "own"
FEATURES: tuple[Feature, ...] = (
    Feature("card_lines", "log lines", _OWN, "mean lines of a card"),
    Feature("card_words", "log words", _OWN, "mean words of a card: posts have many"),
    Feature("card_prose", "ratio 0..1 of words", _OWN, "prose in the cards of the group"),
    Feature("card_links", "ratio 0..1 of characters", _OWN, "links in the cards of the group"),
    Feature("cards_share", "ratio 0..1 of the page's words", _OWN, "how much of the page the group is"),
    Feature("cards_rank", "ratio 0..1", _OWN, "its words against those of the page's largest group"),
    Feature("cards_place", "ratio 0..1 of lines", _OWN, "where on the page the first card begins"),
    Feature("card_line", "log lines", _OWN, "lines since the card began"),
)


def sibling_groups(tree: Tree) -> Ints:
    """Number of each element's group of elements alike: same parent and same path, shape (n_elements,)."""
    # The root of a page has no siblings.
    salted_parent = np.where(tree.parent >= 0, tree.parent, -1 - np.arange(len(tree.parent)))
    return grouped(tree.path_keys ^ mix(salted_parent.astype(np.uint64)))


def card_columns(tree: Tree, alike: Ints, chain: list[Ints], held: Held) -> dict[str, Floats]:
    """Columns of :data:`FEATURES`.

    Parameters
    ----------
    tree : Tree
    alike : ndarray of int64, shape (n_elements,)
        Of :func:`sibling_groups`.
    chain : list of ndarray of int64, shape (n_html_lines,)
        Ancestors of each line that may be its card, the nearest first; the one with most siblings is.
    held : Held

    Returns
    -------
    dict of str to ndarray of float64, shape (n_html_lines,)
    """
    line, page = np.arange(len(tree.element)), tree.page[tree.element]
    n_alike = np.bincount(alike).astype(np.float64)
    n_cards = np.where(tree.end - tree.first > 1, n_alike[alike], 0.0)
    n_siblings = np.stack([n_cards[element] for element in chain])
    card = np.stack(chain)[np.argmax(n_siblings, axis=0), line]
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
        "cards_place": (_least(tree.first, alike)[group] - _least(line, page)[page]) / np.bincount(page)[page],
        "card_line": np.log1p(line - tree.first[card]),
    }
    return {name: np.where(is_card, column, np.nan) for name, column in columns.items()}


def _least(values: Ints, group: Ints) -> Ints:
    """The least value of each group, shape (greatest group + 1,)."""
    least = np.full(int(group.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, group, values)
    return least
