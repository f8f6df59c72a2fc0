"""The elements of a batch of HTML pages, end to end, and arithmetic over ancestors.

Every element is an interval of lines, so that a sum over all it holds is a difference of two prefix sums. What an
ancestor passes down is found by pointer doubling: each round looks twice as far up, so that a chain of any depth
costs its logarithm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, Ints, exact, group_sums, grouped, prefix_sums, window_sums
from bbclf.html import Markup
from bbclf.page import LineBatch
from bbclf.tokens import mix

__all__ = ["Held", "Tree", "build_tree", "doubled", "nearest"]


class Held(NamedTuple):
    """What each element holds, each of shape (n_elements,): characters, those of links, words, and prose words."""

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
        Which lines of the batch have markup; all other line numbers here count these only.
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


def doubled(parent: Ints, values: NDArray[Any], combine: np.ufunc = np.add) -> NDArray[Any]:
    """Combine the values of each element and all its ancestors.

    Parameters
    ----------
    parent : ndarray of int64, shape (n_elements,)
        -1 for a root.
    values : ndarray, shape (n_elements,)
    combine : ufunc
        Of two arguments, commutative, with 0 as its neutral element: ``np.add``, ``np.bitwise_or``.

    Returns
    -------
    ndarray, shape (n_elements,)
    """
    # A last element that stands for "no parent" (index -1) and has nothing to add.
    total = np.append(values, values.dtype.type(0))
    pointer = np.append(parent, -1)
    while (pointer >= 0).any():
        total = combine(total, total[pointer])
        pointer = pointer[pointer]
    return total[:-1]


def nearest(above: Ints, wanted: NDArray[np.bool_]) -> Ints:
    """The element itself or its nearest ancestor that is wanted; -1 where there is none.

    Parameters
    ----------
    above : ndarray of int64, shape (n_elements,)
    wanted : ndarray of bool, shape (n_elements,)

    Returns
    -------
    ndarray of int64, shape (n_elements,)
    """
    pointer = np.append(np.where(wanted, np.arange(len(above)), above), -1)
    while True:
        further = pointer[pointer]
        if np.array_equal(further, pointer):
            return pointer[:-1]
        pointer = further
