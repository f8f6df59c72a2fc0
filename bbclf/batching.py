"""Streams cut into batches of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["batched_by_size"]

T = TypeVar("T")


def batched_by_size(
    items: Iterable[T], size_of: Callable[[T], int], max_size: int, max_items: int | None = None
) -> Iterator[list[T]]:
    """Cut a stream into batches, in order.

    Parameters
    ----------
    items : iterable
        Read as needed: a batch that is full is yielded before the next item is read.
    size_of : callable
        Size of an item, 0 or more.
    max_size : int
        Of the items of a batch together; a larger item is a batch of its own.
    max_items : int, optional
        Of a batch.

    Yields
    ------
    list
        Never empty.

    Raises
    ------
    Exception
        What the stream raises, once the items before have been yielded.
    """
    batch: list[T] = []
    batch_size = 0
    iterator = iter(items)
    failure: Exception | None = None
    while True:
        try:
            item = next(iterator)
        except StopIteration:
            break
        except Exception as error:  # raised below, when the items before it have been yielded
            failure = error
            break
        size = size_of(item)
        if batch and batch_size + size > max_size:
            yield batch
            batch, batch_size = [], 0
        batch.append(item)
        batch_size += size
        if batch_size >= max_size or len(batch) == max_items:
            yield batch
            batch, batch_size = [], 0
    if batch:
        yield batch
    if failure is not None:
        raise failure
