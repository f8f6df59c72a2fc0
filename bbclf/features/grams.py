"""N-grams that the lexical scores of lines are computed from: their words, and the words in attributes around them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, count
from typing import NamedTuple

import numpy as np

from bbclf.arrays import Ints
from bbclf.features.tree import Tree
from bbclf.lexicon.scores import Grams, attribute_grams, line_grams, repeated
from bbclf.page import LineBatch
from bbclf.tokens import Tokens, read_chars, tokenise

__all__ = ["AttributeGrams", "LineGrams", "read_attribute_grams", "read_grams"]


class AttributeGrams(NamedTuple):
    """N-grams of attribute words. Pages repeat their class strings, so each distinct string is tokenised once.

    Attributes
    ----------
    strings : Grams
        Of each distinct string.
    inline : ndarray of int64, shape (n_html_lines,)
        Number of the string of each line's inline elements.
    elements : ndarray of int64, shape (n_elements,)
        Number of the string of each element of the tree.
    """

    strings: Grams
    inline: Ints
    elements: Ints


@dataclass(frozen=True, slots=True, eq=False)
class LineGrams:
    """What the lexical weights of a batch are fitted to.

    Attributes
    ----------
    words : Grams
        Of each line.
    attributes : AttributeGrams or None
        None without markup.
    rows : ndarray of int64, shape (n_html_lines,)
        Lines that have markup.
    """

    words: Grams
    attributes: AttributeGrams | None
    rows: Ints

    @property
    def inline(self) -> Grams:
        """Attribute words of the inline elements of each line."""
        if self.attributes is None:
            return Grams(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64), self.words.n_owners)
        of_rows = repeated(self.attributes.strings, self.attributes.inline)
        return Grams(of_rows.hashes, self.rows[of_rows.owners], self.words.n_owners)

    @property
    def elements(self) -> Grams | None:
        """Attribute words of each element of the tree; None without markup."""
        return None if self.attributes is None else repeated(self.attributes.strings, self.attributes.elements)


def read_grams(batch: LineBatch, tokens: Tokens, tree: Tree | None) -> LineGrams:
    """N-grams of lines and elements.

    Parameters
    ----------
    batch : LineBatch
    tokens : Tokens
        Of the lines of `batch`.
    tree : Tree or None

    Returns
    -------
    LineGrams
    """
    words = line_grams(tokens, len(batch))
    if tree is None:
        return LineGrams(words, None, np.zeros(0, dtype=np.int64))
    return LineGrams(words, read_attribute_grams(tree), tree.rows)


def read_attribute_grams(tree: Tree) -> AttributeGrams:
    """N-grams of the attribute words of inline elements and of the elements of a tree.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    AttributeGrams
    """
    inline = list(chain.from_iterable(markup.inline_attributes for markup in tree.markups))
    elements = list(chain.from_iterable(markup.attributes for markup in tree.markups))
    numbers = defaultdict[str, int](count().__next__)  # a string that is not in it yet gets the next number
    n_inline, n_elements = len(inline), len(elements)
    of_texts = np.fromiter(map(numbers.__getitem__, chain(inline, elements)), np.int64, n_inline + n_elements)
    strings = attribute_grams(tokenise(read_chars(list(numbers))), len(numbers))
    return AttributeGrams(strings, of_texts[:n_inline], of_texts[n_inline:])
