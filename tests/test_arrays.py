"""Arithmetic on columns: nothing crosses the border between two pages."""

from __future__ import annotations

from math import log1p

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.arrays import are_among, lines_since, lines_until, run_starts, signed_log

NAN = float("nan")
# Pages of 3, 0 and 4 lines.
STARTS = np.array([0, 3, 3, 7])
PAGE = np.array([0, 0, 0, 2, 2, 2, 2])
MARKED = np.array([False, True, False, False, True, False, True])


def test_lines_since_the_last_marked_line() -> None:
    assert lines_since(MARKED, STARTS, PAGE) == pytest.approx([NAN, 0, 1, NAN, 0, 1, 0], nan_ok=True)


def test_lines_until_the_next_marked_line() -> None:
    assert lines_until(MARKED, STARTS, PAGE) == pytest.approx([1, 0, NAN, 1, 0, 1, 0], nan_ok=True)


def test_several_rows_at_once() -> None:
    rows = np.stack([MARKED, ~MARKED])
    for distances in (lines_since, lines_until):
        expected = np.stack([distances(row, STARTS, PAGE) for row in rows])
        assert np.array_equal(distances(rows, STARTS, PAGE), expected, equal_nan=True)


@given(st.lists(st.booleans(), min_size=1))
def test_lines_until_are_lines_since_backwards(marked: list[bool]) -> None:
    lines, starts, page = np.array(marked), np.array([0, len(marked)]), np.zeros(len(marked), dtype=np.int64)
    backwards = lines_since(lines[::-1], starts, page)[::-1]
    assert np.array_equal(lines_until(lines, starts, page), backwards, equal_nan=True)


def test_signed_log() -> None:
    assert signed_log(np.array([-2, 0, 3])) == pytest.approx([-log1p(2), 0, log1p(3)])


@pytest.mark.parametrize(
    ("values", "starts"), [([], []), ([5], [0]), ([1, 1, 1], [0]), ([1, 1, 2, 1, 1, 3], [0, 2, 3, 5])]
)
def test_run_starts(values: list[int], starts: list[int]) -> None:
    assert run_starts(np.array(values)).tolist() == starts


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_are_among(keys: list[int], wanted: list[int]) -> None:
    found = are_among(np.array(keys, dtype=np.uint64), np.array(sorted(wanted), dtype=np.uint64))
    assert found.tolist() == [key in wanted for key in keys]
