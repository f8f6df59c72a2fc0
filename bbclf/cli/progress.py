"""A progress bar on stderr, for runs that last and terminals that show it."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from bbclf.predict.run import Counts

__all__ = ["Bar"]

PATIENCE = 1.0
"""Seconds without a bar: most runs are over by then, and rich takes a moment to load."""

INTERVAL = 0.1
"""Seconds between updates."""


class Bar:
    """Bytes read of bytes to read, and pages a second; a context manager that leaves the terminal clean.

    Parameters
    ----------
    shown : bool
        False makes a bar that is never seen.

    Attributes
    ----------
    n_bytes : int
        Size of the input; 0 while it is not known.
    """

    def __init__(self, shown: bool) -> None:
        self.n_bytes = 0
        self._n_read = 0
        self._start = time.monotonic()
        self._next = self._start + PATIENCE if shown else math.inf
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def on_bytes(self, size: int) -> None:
        """More of the input has been read."""
        self._n_read += size

    def on_counts(self, counts: Counts) -> None:
        """The run has come so far."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + INTERVAL
        if self._progress is None:
            self._progress, self._task = _start_bar(self.n_bytes)
        assert self._task is not None
        rate = counts.n_pages / (now - self._start)
        self._progress.update(self._task, completed=self._n_read, pages=f"{counts.n_pages:,} pages, {rate:,.0f}/s")


def _start_bar(n_bytes: int) -> tuple[Progress, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    progress = Progress(
        BarColumn(),
        DownloadColumn(),
        TextColumn("{task.fields[pages]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    progress.start()
    return progress, progress.add_task("", total=n_bytes or None, pages="")
