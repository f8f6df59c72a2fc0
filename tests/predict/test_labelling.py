"""Records to outcomes: in order, whoever dies, and no page costs another."""

from __future__ import annotations

import os
import signal
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bbclf.errors import BbclfError
from bbclf.io.bodies import Body, PageBody
from bbclf.io.items import FileEnd, FileStart, Item, Place, Record, Rejected, Source
from bbclf.predict.labelling import BATCH_ITEMS, BATCHES_PER_JOB, label_items
from bbclf.predict.outcome import Outcome


def content(body: PageBody) -> str:
    assert isinstance(body, Body)
    return str(body.content)


@dataclass(frozen=True)
class Echo:
    """Renders each body's content; what a body says is done.

    ``die``: the process dies. ``die once``: the first process that meets it does. ``hang``: it never ends.
    """

    death: Path | None = None

    def prepare(self) -> None:
        pass

    def __call__(self, bodies: list[PageBody]) -> list[Outcome]:
        said = list(map(content, bodies))
        if "die" in said:
            os.kill(os.getpid(), signal.SIGKILL)
        if "die once" in said and self.death is not None and not self.death.exists():
            self.death.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        while "hang" in said:
            pass
        return [Outcome(text.encode()) for text in said]


@dataclass(frozen=True)
class NeverReady:
    error: BbclfError | None = None

    def prepare(self) -> None:
        if self.error is not None:
            raise self.error
        os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, bodies: list[PageBody]) -> list[Outcome]:
        return []


def record(number: int, content: str = "") -> Record:
    return Record(Place("a.jsonl", number), Body(content or str(number), "text"))


def test_every_item_comes_back_in_order() -> None:
    source = Source("a", "a", None)
    items: list[Item] = [FileStart(source), record(1), Rejected(Place("a"), "bad"), record(2), FileEnd()]
    labelled = list(label_items(items, Echo()))
    assert [item for item, _ in labelled] == items
    assert [outcome and outcome.rendered for _, outcome in labelled] == [None, b"1", None, b"2", None]


@pytest.mark.parametrize("n_pages", [1, 5 * BATCH_ITEMS])
def test_a_batch_whose_worker_died_is_done_again(tmp_path: Path, n_pages: int) -> None:
    items = [record(i) for i in range(n_pages)]
    items[n_pages // 2] = record(n_pages // 2, "die once")
    labelled = list(label_items(items, Echo(tmp_path / "death"), jobs=2))
    assert [item for item, _ in labelled] == items
    assert [outcome.rendered.decode() for _, outcome in labelled if outcome] == [content(i.body) for i in items]


@pytest.mark.parametrize(
    ("said", "jobs", "error"),
    [
        ("die", 2, "the process that labelled this page died: perhaps memory was short"),
        ("hang", 1, "takes longer than the 2 seconds of --max-seconds"),
        ("hang", 2, "takes longer than the 2 seconds of --max-seconds"),
    ],
)
def test_a_page_that_kills_or_hangs_its_worker_costs_itself(said: str, jobs: int, error: str) -> None:
    culprits = {3, 700}
    items = [record(i, said if i in culprits else "") for i in range(3 * BATCH_ITEMS)]
    labelled = list(label_items(items, Echo(), jobs, max_seconds=2 if said == "hang" else None))
    assert [item for item, _ in labelled] == items
    assert [outcome for _, outcome in labelled] == [
        Outcome(error=error) if i in culprits else Outcome(b"%d" % i) for i in range(len(items))
    ]


def test_workers_that_die_before_they_are_ready_end_the_run() -> None:
    with pytest.raises(BbclfError, match="worker processes die as they start, 5 in a row"):
        list(label_items([record(7)], NeverReady(), jobs=2))


def test_what_is_wrong_with_the_model_is_said_as_by_one_process() -> None:
    with pytest.raises(BbclfError, match="no such model"):
        list(label_items([record(7)], NeverReady(BbclfError("no such model")), jobs=2))


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


def test_bad_records_are_not_held_together() -> None:
    def bad() -> Iterator[Rejected]:
        for i in range(50):
            yield Rejected(Place("a.jsonl", i), "bad", "x" * 8_000_000)

    tracemalloc.start()
    assert sum(1 for _ in label_items(bad(), Echo())) == 50
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40_000_000
