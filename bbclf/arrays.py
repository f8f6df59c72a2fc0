"""Arithmetic on columns of a batch that respects the borders between pages.

Small pages take as long as the calls of numpy that are made for them: what is done alike to several columns is done
to all at once, the columns being rows of one array.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Floats", "Ints", "ascending", "exact", "group_maxima", "group_sums", "grouped", "page_sums", "prefix_sums",
    "ratio", "shifted", "window_bounds", "window_sums",
]  # fmt: skip

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def ratio(part: Floats, whole: Floats | float) -> Floats:
    """``part / whole``, 0 where `whole` is 0."""
    return np.divide(part, whole, out=np.zeros(part.shape), where=np.greater(whole, 0))


_STEPS = 2.0**20
"""Columns are rounded to this many steps of 1 before they are summed up: sums of such numbers are exact below
2**33, so that a difference of two sums does not depend on the pages that came before."""


def exact(column: Floats) -> Floats:
    """Values rounded so that any sums of them are exact: a part is then never more than its whole."""
    return np.rint(column * _STEPS) / _STEPS


def ascending(keys: NDArray[np.uint64]) -> Ints:
    """Order that sorts the keys, equal ones in the order they come in, shape (n_keys,)."""
    # Numpy sorts numbers of 16 bits by radix: two rounds of that take a quarter as long as one sort of 64 bits, and
    # order hashes, of which hardly two agree in their upper half.
    order = np.argsort((keys >> np.uint64(32)).astype(np.uint16), kind="stable")
    order = order[np.argsort((keys >> np.uint64(48)).astype(np.uint16)[order], kind="stable")]
    in_order = keys[order]
    return order if (in_order[1:] >= in_order[:-1]).all() else np.argsort(keys, kind="stable")


def grouped(keys: NDArray[np.uint64]) -> Ints:
    """Number of each key's group of equal keys, groups in ascending order of their keys, shape (n_keys,)."""
    order = ascending(keys)
    in_order = keys[order]
    groups = np.zeros(len(keys), dtype=np.int64)
    groups[order[1:]] = np.cumsum(in_order[1:] != in_order[:-1])
    return groups


def group_sums(group: Ints, values: Floats, n_groups: int = 0) -> Floats:
    """Sum of the values of each group, shape (n_groups,) or, if there are more, (greatest group + 1,)."""
    return np.asarray(np.bincount(group, weights=values, minlength=n_groups), dtype=np.float64)


def group_maxima(group: Ints, values: Floats, n_groups: int = 0) -> Floats:
    """Greatest value of each group, none of them negative; 0 for a group without values, sized as group sums."""
    greatest = np.zeros(max(n_groups, int(group.max(initial=-1)) + 1))
    np.maximum.at(greatest, group, values)
    return greatest


def prefix_sums(column: Floats) -> Floats:
    """Sums of all values before each, in exact arithmetic, shape (..., n + 1)."""
    sums = np.zeros((*column.shape[:-1], column.shape[-1] + 1))
    np.cumsum(exact(column), axis=-1, out=sums[..., 1:])
    return sums


def page_sums(column: Floats, page_starts: Ints) -> Floats:
    """Sum of a line column over each page, shape (..., n_pages)."""
    sums = prefix_sums(column)[..., page_starts]
    return sums[..., 1:] - sums[..., :-1]


def shifted(column: Floats, page_of_line: Ints, by: int) -> Floats:
    """The value `by` lines further (negative: before); NaN past the border of the page, shape (..., n)."""
    moved = np.full(column.shape, np.nan)
    if abs(by) >= column.shape[-1]:
        return moved
    here, there = (slice(None, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(None, by))
    same_page = page_of_line[here] == page_of_line[there]
    np.copyto(moved[..., here], column[..., there], where=same_page)
    return moved


def window_bounds(page_starts: Ints, page_of_line: Ints, before: int, after: int) -> tuple[Ints, Ints]:
    """First and end line of the window around each line, cut at the borders of its page."""
    line = np.arange(len(page_of_line))
    first = np.maximum(line - before, page_starts[page_of_line])
    end = np.minimum(line + after + 1, page_starts[page_of_line + 1])
    return first, end


def window_sums(sums: Floats, bounds: tuple[Ints, Ints]) -> Floats:
    """Sums over windows, out of the prefix sums of a column, shape (..., n)."""
    first, end = bounds
    return sums[..., end] - sums[..., first]
