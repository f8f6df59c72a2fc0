"""Records to outcomes: in order, whoever dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bbclf.errors import BbclfError
from bbclf.io.items import Body, FileEnd, FileStart, Item, Place, Record, Rejected, Source
from bbclf.predict.labelling import BATCH_ITEMS, BATCHES_PER_JOB, Outcome, label_items


@dataclass(frozen=True)
class Echo:
    """Renders each body's content; the first process that meets the word ``die`` makes the file and dies."""

    death: Path | None = None

    def __call__(self, bodies: list[Body]) -> list[Outcome]:
        if self.death is not None and not self.death.exists() and any(body.content == "die" for body in bodies):
            self.death.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return [Outcome(str(body.content).encode()) for body in bodies]


@dataclass(frozen=True)
class AlwaysDies:
    def __call__(self, bodies: list[Body]) -> list[Outcome]:
        os.kill(os.getpid(), signal.SIGKILL)
        return []


def record(number: int, content: str = "") -> Record:
    return Record(Place("a.jsonl", number), Body(content or str(number), "text"))


def test_every_item_comes_back_in_order() -> None:
    items: list[Item] = [
        FileStart(Source("a", "a", None)),
        record(1),
        Rejected(Place("a"), "bad"),
        record(2),
        FileEnd(),
    ]
    labelled = list(label_items(items, Echo()))
    assert [item for item, _ in labelled] == items
    assert [outcome and outcome.rendered for _, outcome in labelled] == [None, b"1", None, b"2", None]


def test_a_batch_whose_worker_died_is_done_again(tmp_path: Path) -> None:
    items = [record(i) for i in range(5 * BATCH_ITEMS)]
    items[2 * BATCH_ITEMS] = record(2 * BATCH_ITEMS, "die")
    labelled = list(label_items(items, Echo(tmp_path / "death"), jobs=2))
    assert [item for item, _ in labelled] == items
    assert [outcome.rendered.decode() for _, outcome in labelled if outcome] == [i.body.content for i in items]


def test_a_batch_that_kills_every_worker_is_named() -> None:
    with pytest.raises(BbclfError, match=r"a\.jsonl:7: a worker process died 3 times in the batch"):
        list(label_items([record(7)], AlwaysDies(), jobs=2))


def test_input_is_read_as_it_is_needed() -> None:
    n_read = 0

    def endless() -> Iterator[Record]:
        nonlocal n_read
        while True:
            n_read += 1
            yield record(n_read)

    labelled = label_items(endless(), Echo(), jobs=1)
    next(labelled)
    assert n_read <= BATCH_ITEMS
    n_read = 0
    labelled = label_items(endless(), Echo(), jobs=2)
    next(labelled)
    assert n_read <= (2 * BATCHES_PER_JOB + 1) * BATCH_ITEMS
    labelled.close()  # type: ignore[attr-defined]
