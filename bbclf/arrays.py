"""Arithmetic on the columns of a batch of pages; no result crosses the border between two pages.

The time that a small page takes is the number of numpy calls. Functions therefore take several columns at once where
that helps, as the rows of one array: shape (..., n_lines).
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Columns", "Floats", "Ints", "are_among", "ascending", "exact", "group_maxima", "group_sums", "grouped",
    "lines_since", "lines_until", "page_sums", "prefix_sums", "ratio", "run_starts", "shifted", "signed_log",
    "window_bounds", "window_sums",
]  # fmt: skip

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Unsigned = TypeVar("Unsigned", np.uint32, np.uint64)
Columns = dict[str, Floats]
"""Columns by name, each of shape (n_lines,)."""


def ratio(part: Floats, whole: Floats | float) -> Floats:
    """``part / whole``, 0 where `whole` is 0."""
    return np.divide(part, whole, out=np.zeros(part.shape), where=np.greater(whole, 0))


_STEPS = 2.0**20
"""Values are rounded to multiples of one over this before they are summed. Sums of such numbers are exact below 2**33,
so that the difference of two prefix sums does not depend on the pages before."""


def exact(column: Floats) -> Floats:
    """Values rounded so that all sums of them are exact: the sum of a part is never more than that of the whole."""
    return np.rint(column * _STEPS) / _STEPS


def ascending(keys: NDArray[np.uint64]) -> Ints:
    """Order that sorts the keys, equal ones in the order they come in, shape (n_keys,)."""
    # Numpy sorts 16-bit numbers by radix. Two such passes, over the upper 32 bits, take a quarter as long as one sort
    # of 64 bits, and are enough for hashes, unless two agree in their upper half.
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


def run_starts(values: NDArray[Any]) -> Ints:
    """Where each run of equal values begins, shape (n_runs,)."""
    begins = np.ones(len(values), dtype=np.bool_)
    begins[1:] = values[1:] != values[:-1]
    return np.flatnonzero(begins)


def are_among(keys: NDArray[Unsigned], wanted: NDArray[Unsigned]) -> NDArray[np.bool_]:
    """Whether each key is among those wanted, which are few and ascending, shape (n_keys,)."""
    if not len(wanted):
        return np.zeros(len(keys), dtype=np.bool_)
    found: NDArray[np.bool_] = wanted[np.searchsorted(wanted[1:], keys, side="right")] == keys
    return found


def group_sums(group: Ints, values: Floats, n_groups: int = 0) -> Floats:
    """Sum of the values of each group, shape (n_groups,) or, if that is more, (greatest group + 1,)."""
    return np.asarray(np.bincount(group, weights=values, minlength=n_groups), dtype=np.float64)


def group_maxima(group: Ints, values: Floats, n_groups: int = 0) -> Floats:
    """Greatest value of each group; values are 0 or more, a group without any has 0. Shape as of :func:`group_sums`."""
    greatest = np.zeros(max(n_groups, int(group.max(initial=-1)) + 1))
    np.maximum.at(greatest, group, values)
    return greatest


def prefix_sums(column: Floats) -> Floats:
    """Exact sums of the values before each position, shape (..., n + 1)."""
    sums = np.zeros((*column.shape[:-1], column.shape[-1] + 1))
    np.cumsum(exact(column), axis=-1, out=sums[..., 1:])
    return sums


def page_sums(column: Floats, page_starts: Ints) -> Floats:
    """Sum of a line column over each page, shape (..., n_pages)."""
    sums = prefix_sums(column)[..., page_starts]
    return sums[..., 1:] - sums[..., :-1]


def shifted(column: Floats, page_of_line: Ints, by: int) -> Floats:
    """The value `by` lines after each line (before it if negative), NaN past the border of the page, shape (..., n)."""
    moved = np.full(column.shape, np.nan)
    if abs(by) >= column.shape[-1]:
        return moved
    here, there = (slice(None, -by), slice(by, None)) if by > 0 else (slice(-by, None), slice(None, by))
    same_page = page_of_line[here] == page_of_line[there]
    np.copyto(moved[..., here], column[..., there], where=same_page)
    return moved


def window_bounds(page_starts: Ints, page_of_line: Ints, before: int, after: int) -> tuple[Ints, Ints]:
    """First and end line of the window around each line, clipped at the borders of its page, shapes (n_lines,)."""
    line = np.arange(len(page_of_line))
    first = np.maximum(line - before, page_starts[page_of_line])
    end = np.minimum(line + after + 1, page_starts[page_of_line + 1])
    return first, end


def window_sums(sums: Floats, bounds: tuple[Ints, Ints]) -> Floats:
    """Sums over windows from the prefix sums of a column, shape (..., n)."""
    first, end = bounds
    return sums[..., end] - sums[..., first]


def lines_since(marked: NDArray[np.bool_], page_starts: Ints, page_of_line: Ints) -> Floats:
    """Lines from the last marked line of the page to each line: 0 if it is marked itself, NaN before the first.

    Parameters
    ----------
    marked : ndarray of bool, shape (..., n_lines)
    page_starts : ndarray of int64, shape (n_pages + 1,)
    page_of_line : ndarray of int64, shape (n_lines,)

    Returns
    -------
    ndarray of float64, shape (..., n_lines)
    """
    line = np.arange(marked.shape[-1])
    last = np.maximum.accumulate(np.where(marked, line, -1), axis=-1)
    return np.where(last >= page_starts[page_of_line], line - last, np.nan)


def lines_until(marked: NDArray[np.bool_], page_starts: Ints, page_of_line: Ints) -> Floats:
    """Lines from each line to the next marked line of the page: 0 if it is marked itself, NaN after the last.

    Parameters and shapes as of :func:`lines_since`.
    """
    line = np.arange(marked.shape[-1])
    following = np.minimum.accumulate(np.where(marked, line, len(line))[..., ::-1], axis=-1)[..., ::-1]
    return np.where(following < page_starts[page_of_line + 1], following - line, np.nan)


def signed_log(distance: Ints) -> Floats:
    """``log(1 + distance)``, and of negative distances the same with their sign."""
    logs: Floats = np.sign(distance) * np.log1p(np.abs(distance))
    return logs
