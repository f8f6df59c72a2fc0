"""Records to rendered pages, in order: in this process, or in worker processes that may die."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from bbclf.batching import batched_by_size
from bbclf.classifier import LineClassifier
from bbclf.errors import BbclfError, InputError
from bbclf.io.items import Body, Item, Record
from bbclf.io.outputs import OutputFormat
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.page import Page
from bbclf.steering import Steering

__all__ = ["Labeller", "Outcome", "label_items"]

BATCH_CHARACTERS = 2_000_000
"""Characters of pages labelled together: more is no faster, and memory must hold a batch."""

BATCH_ITEMS = 256

BATCHES_PER_JOB = 2
"""Batches in flight for each worker: one that it works on and one that waits."""


class Outcome(NamedTuple):
    """What became of a record.

    Attributes
    ----------
    rendered : bytes
    n_content, n_boilerplate : int
        Lines.
    error : str or None
        Why the record is not a page; nothing else is set then.
    """

    rendered: bytes = b""
    n_content: int = 0
    n_boilerplate: int = 0
    error: str | None = None


@cache
def load_classifier(path: str | None, steering: Steering) -> LineClassifier:
    """The model at a path, loaded once in each process."""
    return LineClassifier.load(path, steering.threshold, steering.favor)


@dataclass(frozen=True, slots=True)
class Labeller:
    """Labels pages and renders them; picklable, since each process loads the model by itself.

    Attributes
    ----------
    model : str or None
        A model folder; None is the packaged model.
    steering : Steering
        What decides in place of the model's thresholds.
    format : OutputFormat
    limits : Limits
    """

    model: str | None
    steering: Steering
    format: OutputFormat
    limits: Limits = DEFAULT_LIMITS

    def __call__(self, bodies: list[Body]) -> list[Outcome]:
        """Label pages together; those that cannot be read have an error instead."""
        pages = [_page_or_error(body, self.limits) for body in bodies]
        classifier = load_classifier(self.model, self.steering)
        labelled = classifier.label_many(page for page in pages if isinstance(page, Page))
        outcomes = []
        for page in pages:
            if isinstance(page, InputError):
                outcomes.append(Outcome(error=page.message))
                continue
            result = next(labelled)
            n_boilerplate = int(result.is_boilerplate.sum())
            rendered = self.format.render(result)
            outcomes.append(Outcome(rendered, len(result.page) - n_boilerplate, n_boilerplate))
        return outcomes


def _page_or_error(body: Body, limits: Limits) -> Page | InputError:
    try:
        return body.page(limits)
    except InputError as error:
        return error


def label_items(
    items: Iterable[Item], labeller: Callable[[list[Body]], list[Outcome]], jobs: int = 1
) -> Iterator[tuple[Item, Outcome | None]]:
    """Label the records among the items, in order.

    Parameters
    ----------
    items : iterable of Item
        Read as they are needed: at most :data:`BATCHES_PER_JOB` batches a job are held.
    labeller : callable
        A :class:`Labeller`; with more than one job it must be picklable.
    jobs : int
        Worker processes; 1 labels in this one.

    Yields
    ------
    (Item, Outcome or None)
        None for items that are not records.

    Raises
    ------
    BbclfError
        A batch has killed each worker that it was given to.
    """
    batches = batched_by_size(items, _n_characters, BATCH_CHARACTERS, BATCH_ITEMS)
    if jobs == 1:
        for batch in batches:
            yield from _paired(batch, labeller(_bodies(batch)))
    else:
        yield from _label_in_workers(batches, labeller, jobs)


def _label_in_workers(
    batches: Iterable[list[Item]], labeller: Callable[[list[Body]], list[Outcome]], jobs: int
) -> Iterator[tuple[Item, Outcome | None]]:
    from bbclf.predict.workers import MAX_ATTEMPTS, WorkerDied, Workers  # takes its time to load

    pending: deque[list[Item]] = deque()
    with Workers(labeller, jobs) as workers:
        try:
            for batch in batches:
                pending.append(batch)
                workers.submit(_bodies(batch))
                if len(pending) > BATCHES_PER_JOB * jobs:
                    yield from _paired(pending[0], workers.next_result())
                    pending.popleft()
            while pending:
                yield from _paired(pending[0], workers.next_result())
                pending.popleft()
        except WorkerDied:
            place = next(item.place for item in pending[0] if isinstance(item, Record))
            raise BbclfError(
                f"{place}: a worker process died {MAX_ATTEMPTS} times in the batch that begins here:"
                " if memory was short, use fewer --jobs"
            ) from None


def _n_characters(item: Item) -> int:
    """Size of an item, for batches."""
    return len(item.body.content) if isinstance(item, Record) else 0


def _bodies(batch: list[Item]) -> list[Body]:
    return [item.body for item in batch if isinstance(item, Record)]


def _paired(batch: list[Item], outcomes: list[Outcome]) -> Iterator[tuple[Item, Outcome | None]]:
    rest = iter(outcomes)
    for item in batch:
        yield item, next(rest) if isinstance(item, Record) else None
