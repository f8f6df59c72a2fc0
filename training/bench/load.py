"""What other work on the machine costs: labelling alone, and beside processes that never rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

__all__ = ["N_BUSY", "load_times"]

N_BUSY = 2
"""Busy neighbours."""

_LABEL = """
import json
import sys
import time

from bbclf import LineClassifier, Page

pages = json.load(sys.stdin)
classifier = LineClassifier.load(sys.argv[1])
for page in pages[:10]:
    classifier.label(Page.from_html(page))
cpu, wall = time.process_time(), time.perf_counter()
for _ in classifier.label_many(map(Page.from_html, pages)):
    pass
print(json.dumps([time.process_time() - cpu, time.perf_counter() - wall]))
"""


def load_times(model: Path, pages: Sequence[str], rounds: int) -> dict[str, dict[str, float]]:
    """Milliseconds a page of a process that numpy may give as many threads as it likes, the least of several rounds.

    ``CPU`` is that of all threads. Alone and busy rounds take turns.
    """
    measured: dict[str, list[tuple[float, float]]] = {}
    for _ in range(rounds):
        for name, n_busy in (("alone", 0), (f"beside {N_BUSY} busy processes", N_BUSY)):
            with _neighbours(n_busy):
                measured.setdefault(name, []).append(_label(model, pages))
    return {
        name: dict(
            zip(("CPU", "wall"), (1000 * min(times) / len(pages) for times in zip(*runs, strict=True)), strict=True)
        )
        for name, runs in measured.items()
    }


@contextmanager
def _neighbours(n: int) -> Iterator[None]:
    with ExitStack() as stack:
        for _ in range(n):
            process = stack.enter_context(subprocess.Popen([sys.executable, "-c", "while True: pass"]))
            stack.callback(process.kill)
        yield


def _label(model: Path, pages: Sequence[str]) -> tuple[float, float]:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    command = [sys.executable, "-c", _LABEL, str(model)]
    done = subprocess.run(command, input=json.dumps(pages), env=environment, capture_output=True, text=True, check=True)
    cpu, wall = json.loads(done.stdout)
    return cpu, wall
