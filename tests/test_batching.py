"""Batches: nothing lost, nothing reordered, none too large, and no item read before it is needed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.batching import batched_by_size


@pytest.mark.parametrize(
    ("sizes", "batches"),
    [
        ([], []),
        ([3, 3, 3, 3], [[3, 3, 3], [3]]),
        ([4, 4, 4], [[4, 4], [4]]),
        ([1, 12, 1, 1], [[1], [12], [1, 1]]),
        ([0, 0, 0, 0, 0], [[0, 0, 0, 0], [0]]),
    ],
)
def test_by_hand(sizes: list[int], batches: list[list[int]]) -> None:
    assert list(batched_by_size(sizes, int, max_size=9, max_items=4)) == batches


@given(st.lists(st.integers(0, 20)), st.integers(1, 30), st.none() | st.integers(1, 5))
def test_bounds(sizes: list[int], max_size: int, max_items: int | None) -> None:
    batches = list(batched_by_size(sizes, int, max_size, max_items))
    assert [size for batch in batches for size in batch] == sizes
    for batch in batches:
        assert 0 < len(batch) <= (max_items or len(sizes))
        assert sum(batch) <= max_size or len(batch) == 1


def test_a_full_batch_is_given_before_the_next_item_is_read() -> None:
    read = []

    def items() -> Iterator[int]:
        for i in range(10):
            read.append(i)
            yield 5

    assert next(batched_by_size(items(), int, max_size=10)) == [5, 5]
    assert read == [0, 1]


def test_what_came_before_an_error_is_yielded_before_it_is_raised() -> None:
    def failing() -> Iterator[int]:
        yield from (1, 2, 9, 1)
        raise OSError("the disk is gone")

    batches = batched_by_size(failing(), int, max_size=9)
    assert [next(batches), next(batches), next(batches)] == [[1, 2], [9], [1]]
    with pytest.raises(OSError, match="the disk is gone"):
        next(batches)
