"""What families of features compute their columns from: each quantity computed once, when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Columns, Floats, Ints, exact, ratio
from bbclf.chars import LETTER, SCRIPT_GROUPS
from bbclf.features.adjacent import AdjacentMarks, adjacent_marks
from bbclf.features.ancestry import ancestors, enclosing_elements
from bbclf.features.occurrences import Occurrences, find_occurrences, page_salts
from bbclf.features.totals import PageTotals, page_totals
from bbclf.features.tree import Held, Tree, build_tree, sibling_groups
from bbclf.lexicon.phrases import PhraseMatches, match_phrases
from bbclf.lexicon.scores import LexicalModel
from bbclf.page import LineBatch
from bbclf.tokens import CharBatch, Tokens, count_words, read_chars, token_pairs, tokenise, word_starts

__all__ = ["PROSE_WORDS", "Context"]

PROSE_WORDS = 10
"""Words of a line that do not count as prose; jusText's shortest good paragraph has about as many."""


@dataclass(frozen=True, eq=False)
class Context:
    """Lines of several pages, either all with markup or all without it, and what is known about them.

    Attributes
    ----------
    batch : LineBatch
        At least one line.
    lexical : LexicalModel
    columns : dict of str to ndarray of float64, shape (n_lines,)
        Those of the families before that later ones read (:data:`bbclf.features.families.READ_LATER`); NaN where a
        family needs markup and the pages have none.
    """

    batch: LineBatch
    lexical: LexicalModel
    columns: Columns = field(default_factory=dict)

    @cached_property
    def has_markup(self) -> bool:
        """Whether the pages are of HTML."""
        return any(page.markup is not None for page in self.batch.pages if page.lines)

    # Of the text

    @cached_property
    def chars(self) -> CharBatch:
        """Characters of the lines."""
        return read_chars(self.batch.lines)

    @cached_property
    def tokens(self) -> Tokens:
        """Tokens of the lines."""
        return tokenise(self.chars)

    @cached_property
    def class_counts(self) -> Floats:
        """Characters of each class in each line, shape (n_classes, n_lines)."""
        return self.chars.class_counts()

    def count(self, classes: NDArray[np.bool_]) -> Floats:
        """Characters of some classes (a mask, see :func:`bbclf.chars.group`) in each line, shape (n_lines,)."""
        # Not a matrix product, which would start threads for a few thousand numbers.
        return np.asarray(self.class_counts[classes].sum(axis=0), dtype=np.float64)

    @cached_property
    def n_chars(self) -> Floats:
        """Characters of each line, shape (n_lines,)."""
        starts = self.chars.line_starts
        return (starts[1:] - starts[:-1] - 1).astype(np.float64)

    @cached_property
    def n_letters(self) -> Floats:
        """Letters of each line, shape (n_lines,)."""
        return self.count(LETTER)

    @cached_property
    def script_shares(self) -> Floats:
        """Share of each line's letters in each of :data:`bbclf.chars.SCRIPT_GROUPS`, shape (n_scripts, n_lines)."""
        counts = np.array([self.count(letters) for letters in SCRIPT_GROUPS.values()])
        return ratio(counts, self.n_letters)

    @cached_property
    def n_words(self) -> Floats:
        """Words of each line, estimated in scripts without spaces, shape (n_lines,)."""
        return count_words(self.chars)

    @cached_property
    def prose(self) -> Floats:
        """Prose words of each line: those beyond the first :data:`PROSE_WORDS` outside links, shape (n_lines,).

        Full stops are not required: Thai has none.
        """
        free_words = self.n_words * (1 - self.link_ratio) if self.has_markup else self.n_words
        return exact(np.maximum(free_words - PROSE_WORDS, 0.0))

    @cached_property
    def word_starts(self) -> Ints:
        """Characters that begin a word of a script with spaces, shape (n_spaced_words,)."""
        return np.flatnonzero(word_starts(self.chars))

    @cached_property
    def word_lines(self) -> Ints:
        """Line of each of :attr:`word_starts`, shape (n_spaced_words,)."""
        return self.chars.lines_of(self.word_starts)

    @cached_property
    def marks(self) -> AdjacentMarks:
        """Punctuation marks whose meaning depends on the characters beside them."""
        return adjacent_marks(self.chars)

    @cached_property
    def phrases(self) -> PhraseMatches:
        """Known phrases that the lines are or begin with."""
        return match_phrases(self.lexical.phrases, self.chars, self.tokens)

    # Of the page

    @cached_property
    def page_totals(self) -> PageTotals:
        """Sums over each page."""
        return page_totals(self.n_chars, self.n_words, self.prose, self.batch.page_starts)

    @cached_property
    def page_salts(self) -> NDArray[np.uint64]:
        """What is added to the hashes of each page so that no two pages share one, shape (n_pages,)."""
        return page_salts(len(self.batch.pages))

    @cached_property
    def words_on_page(self) -> Occurrences:
        """Where each token occurs on its page."""
        tokens = self.tokens
        return find_occurrences(tokens.hashes + self.page_salts[self.batch.page_of_line[tokens.lines]], tokens.lines)

    @cached_property
    def pairs_on_page(self) -> Occurrences:
        """Where each pair of adjacent tokens occurs on its page."""
        keys, lines = token_pairs(self.tokens)
        return find_occurrences(keys + self.page_salts[self.batch.page_of_line[lines]], lines)

    # Of the markup: only for pages that have it

    @cached_property
    def tree(self) -> Tree:
        """Elements around the lines.

        Raises
        ------
        ValueError
            The pages have no markup.
        """
        tree = build_tree(self.batch)
        if tree is None:
            raise ValueError("pages of text have no elements: a family that reads them must declare needs_markup=True")
        return tree

    @cached_property
    def link_chars(self) -> Floats:
        """Characters of each line that are in links, shape (n_lines,)."""
        return self.tree.column("link_chars")

    @cached_property
    def link_ratio(self) -> Floats:
        """Share of each line's characters that are in links, shape (n_lines,)."""
        return ratio(self.link_chars, self.n_chars)

    @cached_property
    def held(self) -> Held:
        """What each element holds."""
        return Held(*self.tree.sums(np.array([self.n_chars, self.link_chars, self.n_words, self.prose])))

    @cached_property
    def page_prose(self) -> Floats:
        """Prose words of the page of each element, shape (n_elements,)."""
        return self.tree.page_totals(self.prose)

    @cached_property
    def ancestors(self) -> list[Ints]:
        """Nearest elements of growing intervals around each line, see :func:`bbclf.features.ancestry.ancestors`."""
        return ancestors(self.tree)

    @cached_property
    def sibling_groups(self) -> Ints:
        """Group of each element: the same for siblings at the same path, shape (n_elements,)."""
        return sibling_groups(self.tree)

    @cached_property
    def inside(self) -> dict[str, NDArray[np.bool_]]:
        """Whether each line is inside an element of each landmark, and inside ``h1``, shapes (n_lines,)."""
        return enclosing_elements(self.tree)
