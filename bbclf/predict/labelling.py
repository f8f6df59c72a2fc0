"""Records to rendered pages, in order: in this process, or in worker processes that may die."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bbclf.batching import batched_by_size
from bbclf.io.bodies import PageBody
from bbclf.io.items import Item, Record, Rejected
from bbclf.predict.outcome import Outcome

if TYPE_CHECKING:
    from bbclf.predict.workers import Job, Workers

__all__ = ["label_items"]

BATCH_BYTES = 2_000_000
"""Bytes and characters of items that are held together: more is no faster, and memory must hold a batch."""

BATCH_ITEMS = 256

BATCHES_PER_JOB = 2
"""Batches in flight for each worker: one that it works on and one that waits."""


def label_items(
    items: Iterable[Item],
    labeller: Job[list[PageBody], list[Outcome]],
    jobs: int = 1,
    max_seconds: float | None = None,
) -> Iterator[tuple[Item, Outcome | None]]:
    """Label the records among the items, in order.

    Parameters
    ----------
    items : iterable of Item
        Read as they are needed: at most :data:`BATCHES_PER_JOB` batches a job are held.
    labeller : callable
        A :class:`bbclf.predict.labeller.Labeller`; picklable where there are workers.
    jobs : int
        Worker processes; 1 labels in this one, unless there is a limit of time.
    max_seconds : float, optional
        A page that takes longer, or whose worker dies, has an error; the pages beside it are labelled.

    Yields
    ------
    (Item, Outcome or None)
        None for items that are not records.

    Raises
    ------
    BbclfError
        Workers die before they are ready.
    """
    batches = batched_by_size(items, _n_bytes, BATCH_BYTES, BATCH_ITEMS)
    if jobs == 1 and max_seconds is None:
        for batch in batches:
            yield from _paired(batch, labeller(_bodies(batch)))
    else:
        yield from _label_in_workers(batches, labeller, jobs, max_seconds)


def _label_in_workers(
    batches: Iterable[list[Item]], labeller: Job[list[PageBody], list[Outcome]], jobs: int, max_seconds: float | None
) -> Iterator[tuple[Item, Outcome | None]]:
    from bbclf.predict.workers import Workers  # takes its time to load

    pending: deque[list[Item]] = deque()
    with Workers(labeller, jobs, max_seconds) as workers:
        for batch in batches:
            pending.append(batch)
            workers.submit(_bodies(batch))
            if len(pending) > BATCHES_PER_JOB * jobs:
                yield from _paired(pending[0], _outcomes(workers, pending[0], max_seconds))
                pending.popleft()
        while pending:
            yield from _paired(pending[0], _outcomes(workers, pending[0], max_seconds))
            pending.popleft()


def _outcomes(
    workers: Workers[list[PageBody], list[Outcome]], batch: list[Item], max_seconds: float | None
) -> list[Outcome]:
    """The outcomes of the oldest batch; if it has failed, its pages are labelled one by one."""
    from bbclf.predict.workers import TaskTimedOut, WorkerDied

    try:
        return workers.next_result()
    except (TaskTimedOut, WorkerDied):
        pass
    outcomes: list[Outcome] = []
    for body in _bodies(batch):
        try:
            outcomes += workers.do_now([body])
        except TaskTimedOut:
            outcomes.append(Outcome(error=f"takes longer than the {max_seconds:g} seconds of --max-seconds"))
        except WorkerDied:
            outcomes.append(Outcome(error="the process that labelled this page died: perhaps memory was short"))
    return outcomes


def _n_bytes(item: Item) -> int:
    """What an item holds, for batches; an estimate."""
    if isinstance(item, Record):
        return item.n_bytes
    return len(item.raw or "") if isinstance(item, Rejected) else 0


def _bodies(batch: list[Item]) -> list[PageBody]:
    return [item.body for item in batch if isinstance(item, Record)]


def _paired(batch: list[Item], outcomes: list[Outcome]) -> Iterator[tuple[Item, Outcome | None]]:
    rest = iter(outcomes)
    for item in batch:
        yield item, next(rest) if isinstance(item, Record) else None
