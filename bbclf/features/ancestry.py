"""Elements above a line or an element, and what they pass down.

What ancestors pass down is found by pointer doubling: each round looks twice as far up, so that the number of rounds
is the logarithm of the depth.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Ints
from bbclf.features.tree import Tree
from bbclf.html.tags import BLOCK_TAGS, LANDMARKS, TAGS

__all__ = ["N_ANCESTORS", "ancestors", "doubled", "enclosing_elements", "near_elements", "nearest"]

N_ANCESTORS = 6
"""Nearest ancestors (of growing intervals of lines) that are told apart."""

NEAR_ELEMENTS = 4
"""Innermost elements whose attribute words are read; those further out are the page's frame, peculiar to one site."""

_BIT = {name: np.uint64(1) << np.uint64(number) for number, name in enumerate((*LANDMARKS, "h1"))}
_BITS = np.array(list(_BIT.values()))[:, None]
"""One bit for each landmark, and one for ``<h1>``: 64 at most."""
_BITS_OF_TAG = np.array([0, *(_BIT[tag.landmark] if tag.landmark else 0 for tag in BLOCK_TAGS)], dtype=np.uint64)
_BITS_OF_TAG[TAGS["h1"]] |= _BIT["h1"]


def ancestors(tree: Tree) -> list[Ints]:
    """The :data:`N_ANCESTORS` nearest elements of growing intervals around each line.

    The outermost one is repeated for a line that has fewer.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    list of ndarray of int64, shape (n_html_lines,)
    """
    chain = [tree.element]
    for _ in range(N_ANCESTORS - 1):
        above = tree.above[chain[-1]]
        chain.append(np.where(above >= 0, above, chain[-1]))
    return chain


def near_elements(tree: Tree) -> list[Ints]:
    """The :data:`NEAR_ELEMENTS` innermost elements around each line; -1 where a line has fewer.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    list of ndarray of int64, shape (n_html_lines,)
    """
    chain = [tree.element]
    padded = np.append(tree.parent, -1)
    for _ in range(NEAR_ELEMENTS - 1):
        chain.append(padded[chain[-1]])
    return chain


def enclosing_elements(tree: Tree) -> dict[str, NDArray[np.bool_]]:
    """Whether each line is inside an element of each of :data:`bbclf.html.tags.LANDMARKS`, and inside ``h1``.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    dict of str to ndarray of bool, shape (n_html_lines,)
    """
    bits = _BITS_OF_TAG[tree.column("tag").astype(np.int64)]
    around = doubled(tree.parent, bits, np.bitwise_or)[tree.element]
    return dict(zip(_BIT, (around & _BITS) > 0, strict=True))


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
    # One more element stands for "no parent" (index -1); its value is the neutral one.
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
        if (further == pointer).all():
            return pointer[:-1]
        pointer = further
