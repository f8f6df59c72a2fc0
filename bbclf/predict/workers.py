"""Worker processes that may die: what they were at is done again.

The standard library's pool loses all its tasks with one worker, and can wait for ever for a worker that it
started while another died. Here each worker has one task at a time and a pipe of its own, which ends with it.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Self, TypeVar

__all__ = ["MAX_ATTEMPTS", "WorkerDied", "Workers"]

Task = TypeVar("Task")
Result = TypeVar("Result")

MAX_ATTEMPTS = 3
"""How often a task is given to workers before a death is taken for its fault."""

_SPAWN = multiprocessing.get_context("spawn")
"""Not forked: the threads of numpy and of the progress bar do not survive a fork."""


class WorkerDied(Exception):
    """A task has killed every worker that it was given to."""


class _Ticket(Generic[Task]):
    """A task and what has become of it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.n_attempts = 0
        self.is_done = False
        self.result: Any = None
        self.error: Exception | None = None


class _Worker(Generic[Task]):
    """A process, the parent's end of its pipe, and what it is at."""

    def __init__(self, function: Callable[[Task], Any]) -> None:
        self.pipe, its_end = _SPAWN.Pipe()
        self.ticket: _Ticket[Task] | None = None
        self.process = _SPAWN.Process(target=_serve, args=(its_end, function), daemon=True)
        self.process.start()
        its_end.close()  # else the pipe would not end with the worker

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Workers(Generic[Task, Result]):
    """Applies a function to tasks in processes, giving results in order; a context manager that ends them.

    Parameters
    ----------
    function : callable
        Picklable, as are its tasks, results and exceptions.
    jobs : int
        Processes.
    """

    def __init__(self, function: Callable[[Task], Result], jobs: int) -> None:
        self._function = function
        self._workers: list[_Worker[Task]] = [_Worker(function) for _ in range(jobs)]
        self._unfinished: deque[_Ticket[Task]] = deque()
        self._waiting: deque[_Ticket[Task]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        for worker in self._workers:
            worker.kill()

    def submit(self, task: Task) -> None:
        """Add a task."""
        ticket = _Ticket(task)
        self._unfinished.append(ticket)
        self._waiting.append(ticket)
        self._collect(timeout=0)

    def next_result(self) -> Result:
        """Wait for the result of the oldest task.

        Raises
        ------
        WorkerDied
            Its workers died :data:`MAX_ATTEMPTS` times.
        """
        oldest = self._unfinished.popleft()
        while not oldest.is_done:
            self._collect(timeout=None)
        if oldest.error is not None:
            raise oldest.error
        result: Result = oldest.result
        return result

    def _collect(self, timeout: float | None) -> None:
        """Keep the workers busy, and take the results that are there; wait for one if there is no timeout."""
        self._hand_out()
        ready = wait([worker.pipe for worker in self._workers if worker.ticket is not None], timeout)
        for number, worker in enumerate(self._workers):
            if worker.pipe in ready and worker.ticket is not None:
                try:
                    worker.ticket.result, worker.ticket.error = worker.pipe.recv()
                except (EOFError, OSError):
                    self._replace(number)
                else:
                    worker.ticket.is_done = True
                    worker.ticket = None
        self._hand_out()

    def _hand_out(self) -> None:
        """Give waiting tasks to idle workers."""
        for number, worker in enumerate(self._workers):
            if worker.ticket is None and self._waiting:
                worker.ticket = self._waiting.popleft()
                worker.ticket.n_attempts += 1
                try:
                    worker.pipe.send(worker.ticket.task)
                except OSError:  # it has died since its last result
                    self._replace(number)

    def _replace(self, number: int) -> None:
        """Put a new worker in the place of a dead one; its task goes first."""
        dead = self._workers[number]
        dead.kill()
        self._workers[number] = _Worker(self._function)
        ticket = dead.ticket
        if ticket is not None and ticket.n_attempts < MAX_ATTEMPTS:
            self._waiting.appendleft(ticket)
        elif ticket is not None:
            ticket.is_done = True
            ticket.error = WorkerDied()


def _serve(pipe: Connection[Any, Any], function: Callable[[Any], Any]) -> None:
    """A worker's life: tasks in, results or exceptions out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = (function(task), None)
            except Exception as error:
                answer = (None, error)
            pipe.send(answer)
