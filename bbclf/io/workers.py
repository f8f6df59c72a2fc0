"""Worker processes that may die: what they were at is done again."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, Self, TypeVar

__all__ = ["MAX_ATTEMPTS", "WorkerDied", "Workers"]

Task = TypeVar("Task")
Result = TypeVar("Result")

MAX_ATTEMPTS = 3
"""How often a task is given to workers before a death is taken for its fault."""


class WorkerDied(Exception):
    """A task has killed every worker that it was given to."""


class Workers(Generic[Task, Result]):
    """Applies a function to tasks in processes, giving results in order; a context manager that ends them.

    Parameters
    ----------
    function : callable
        Picklable.
    jobs : int
        Processes.
    """

    def __init__(self, function: Callable[[Task], Result], jobs: int) -> None:
        self._function = function
        self._jobs = jobs
        self._pending: deque[tuple[Task, Future[Result]]] = deque()
        self._pool = self._new_pool()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, task: Task) -> None:
        """Add a task."""
        try:
            future = self._pool.submit(self._function, task)
        except BrokenProcessPool as error:  # a worker died since the last result was taken
            future = Future()
            future.set_exception(error)
        self._pending.append((task, future))

    def next_result(self) -> Result:
        """Wait for the result of the oldest task.

        Raises
        ------
        WorkerDied
            Its workers died :data:`MAX_ATTEMPTS` times.
        """
        task, future = self._pending.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            result = self._redo(task)
            unfinished, self._pending = self._pending, deque()
            for later, future in unfinished:
                if future.done() and not future.cancelled() and future.exception() is None:
                    self._pending.append((later, future))
                else:
                    self.submit(later)
            return result

    def _redo(self, task: Task) -> Result:
        """Do a task in a new pool, alone, so that another death is its own fault."""
        for _ in range(MAX_ATTEMPTS - 1):
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = self._new_pool()
            try:
                return self._pool.submit(self._function, task).result()
            except BrokenProcessPool:
                continue
        raise WorkerDied

    def _new_pool(self) -> ProcessPoolExecutor:
        # Not forked: the threads of numpy and of the progress bar do not survive a fork.
        return ProcessPoolExecutor(
            self._jobs,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=signal.signal,
            initargs=(signal.SIGINT, signal.SIG_IGN),  # an interrupt is the parent's to handle
        )
