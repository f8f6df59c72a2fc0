"""The elements of a batch of HTML pages, end to end.

An element holds an interval of lines, so that a sum over its lines is the difference of two prefix sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, Ints, exact, group_sums, grouped, prefix_sums, window_sums
from bbclf.html import Markup
from bbclf.page import LineBatch
from bbclf.tokens import mix

__all__ = ["Held", "Tree", "build_tree", "sibling_groups"]


class Held(NamedTuple):
    """What each element holds: characters, characters in links, words, prose words. Each of shape (n_elements,)."""

    chars: Floats
    links: Floats
    words: Floats
    prose: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Elements of several pages, parents before children.

    Attributes
    ----------
    rows : ndarray of int64, shape (n_html_lines,)
        Lines of the batch that have markup. All other line numbers here are positions in this array.
    element : ndarray of int64, shape (n_html_lines,)
        Innermost element of each line.
    parent : ndarray of int64, shape (n_elements,)
        -1 for a root.
    above : ndarray of int64, shape (n_elements,)
        Nearest ancestor that holds more lines; -1 where there is none.
    first, end : ndarray of int64, shape (n_elements,)
        Interval of lines.
    page : ndarray of int64, shape (n_elements,)
        Page of the batch.
    path_keys : ndarray of uint64, shape (n_elements,)
        Equal for elements of one page at the same path of tags and classes.
    path : ndarray of int64, shape (n_elements,)
        Number of each element's group of equal keys.
    markups : list of Markup
    """

    rows: Ints
    element: Ints
    parent: Ints
    above: Ints
    first: Ints
    end: Ints
    page: Ints
    path_keys: NDArray[np.uint64]
    path: Ints
    markups: list[Markup]

    def column(self, name: str) -> NDArray[np.float64]:
        """A column of :class:`~bbclf.html.Markup`, end to end over the pages."""
        return np.concatenate([getattr(markup, name) for markup in self.markups]).astype(np.float64)

    def sums(self, column: Floats) -> Floats:
        """Sum of a line column over each element, shape (..., n_elements)."""
        return window_sums(prefix_sums(column), (self.first, self.end))

    def page_totals(self, column: Floats) -> Floats:
        """Sum of a line column over the page of each element, shape (n_elements,)."""
        page = self.page[self.element]
        return group_sums(page, exact(column), int(self.page[-1]) + 1)[self.page]


def build_tree(batch: LineBatch) -> Tree | None:
    """The elements of all HTML pages of a batch.

    Parameters
    ----------
    batch : LineBatch

    Returns
    -------
    Tree or None
        None if no page with lines has markup.
    """
    numbers = [i for i, page in enumerate(batch.pages) if page.markup is not None and page.lines]
    if not numbers:
        return None
    markups = [markup for i in numbers if (markup := batch.pages[i].markup) is not None]
    n_elements = np.array([len(markup.parent) for markup in markups])
    n_lines = np.array([len(markup.element) for markup in markups])
    first_element = np.cumsum(n_elements) - n_elements
    first_line = np.cumsum(n_lines) - n_lines
    parent = np.concatenate([markup.parent for markup in markups]).astype(np.int64)
    parent = np.where(parent < 0, -1, parent + np.repeat(first_element, n_elements))
    line_shift = np.repeat(first_line, n_elements)
    first = np.concatenate([markup.first_line for markup in markups]) + line_shift
    end = np.concatenate([markup.end_line for markup in markups]) + line_shift
    above = _nearest_larger(parent, first, end)
    element = np.concatenate([markup.element for markup in markups]) + np.repeat(first_element, n_lines)
    rows = np.concatenate([np.arange(batch.page_starts[i], batch.page_starts[i + 1]) for i in numbers])
    page = np.repeat(np.array(numbers), n_elements)
    paths = np.concatenate([markup.path for markup in markups]).astype(np.uint64)
    path_keys = mix(paths + mix(page.astype(np.uint64)))
    return Tree(
        rows=rows,
        element=element.astype(np.int64),
        parent=parent,
        above=above,
        first=first.astype(np.int64),
        end=end.astype(np.int64),
        page=page,
        path_keys=path_keys,
        path=grouped(path_keys),
        markups=markups,
    )


def _nearest_larger(parent: Ints, first: Ints, end: Ints) -> Ints:
    """Nearest ancestor of each element with another interval of lines, -1 where there is none."""
    above = parent.copy()
    while True:
        same = (above >= 0) & (first[above] == first) & (end[above] == end)
        if not same.any():
            return above
        above = np.where(same, above[above], above)


def sibling_groups(tree: Tree) -> Ints:
    """Number of each element's group of siblings alike: same parent, same path of tags and classes.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    ndarray of int64, shape (n_elements,)
    """
    # The root of a page has no siblings.
    salted_parent = np.where(tree.parent >= 0, tree.parent, -1 - np.arange(len(tree.parent)))
    return grouped(tree.path_keys ^ mix(salted_parent.astype(np.uint64)))
