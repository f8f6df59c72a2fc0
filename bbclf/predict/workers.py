"""Worker processes that may die, or be killed because a task takes too long.

The standard library's pool loses all its tasks with one worker, and can wait for ever for a worker that it
started while another died. Here each worker has one task at a time and a pipe of its own, which ends with it.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, Self, TypeVar

from bbclf.errors import BbclfError

__all__ = ["Job", "TaskTimedOut", "WorkerDied", "Workers"]

Task = TypeVar("Task")
Result = TypeVar("Result")
T_contra = TypeVar("T_contra", contravariant=True)
T_co = TypeVar("T_co", covariant=True)

MAX_FAILED_STARTS = 5
"""Workers that die in a row before they are ready, then the run is given up."""

_SPAWN = multiprocessing.get_context("spawn")
"""Not forked: the threads of numpy and of the progress bar do not survive a fork."""


class Job(Protocol[T_contra, T_co]):
    """What workers do; picklable."""

    def prepare(self) -> None:
        """Load what all tasks need: its time is not the first task's."""
        ...

    def __call__(self, task: T_contra, /) -> T_co:
        """Do one task."""
        ...


class WorkerDied(Exception):
    """The worker that had a task died."""


class TaskTimedOut(Exception):
    """A task took too long; its worker was killed."""


class _Ticket(Generic[Task]):
    """A task and what has become of it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.is_done = False
        self.result: Any = None
        self.error: Exception | None = None

    def finish(self, result: Any, error: Exception | None) -> None:
        self.result, self.error, self.is_done = result, error, True


class _Worker(Generic[Task]):
    """A process, the parent's end of its pipe, and what it is at."""

    def __init__(self, job: Job[Task, Any]) -> None:
        self.pipe, its_end = _SPAWN.Pipe()
        self.is_ready = False
        self.ticket: _Ticket[Task] | None = None
        self.deadline: float | None = None
        self.process = _SPAWN.Process(target=_serve, args=(its_end, job), daemon=True)
        self.process.start()
        its_end.close()  # else the pipe would not end with the worker

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Workers(Generic[Task, Result]):
    """Does tasks in processes, giving results in order; a context manager that ends them.

    Parameters
    ----------
    job : Job
        Picklable, as are its tasks, results and exceptions.
    n_workers : int
    max_seconds : float, optional
        Of a task.
    """

    def __init__(self, job: Job[Task, Result], n_workers: int, max_seconds: float | None = None) -> None:
        self._job = job
        self._max_seconds = max_seconds
        self._n_failed_starts = 0
        self._workers: list[_Worker[Task]] = [_Worker(job) for _ in range(n_workers)]
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
        """Wait for the result of the oldest task that was submitted.

        Raises
        ------
        WorkerDied, TaskTimedOut
        BbclfError
            Workers die before they are ready.
        """
        return self._wait_for(self._unfinished.popleft())

    def do_now(self, task: Task) -> Result:
        """Do a task before those that wait; raises as :meth:`next_result`."""
        ticket = _Ticket(task)
        self._waiting.appendleft(ticket)
        return self._wait_for(ticket)

    def _wait_for(self, ticket: _Ticket[Task]) -> Result:
        while not ticket.is_done:
            self._collect(timeout=None)
        if ticket.error is not None:
            raise ticket.error
        result: Result = ticket.result
        return result

    def _collect(self, timeout: float | None) -> None:
        """Keep the workers busy, and take the results that are there; without a timeout, wait for one."""
        self._hand_out()
        deadlines = [worker.deadline for worker in self._workers if worker.deadline is not None]
        if timeout is None and deadlines:
            timeout = max(0.0, min(deadlines) - time.monotonic())
        expected = [worker.pipe for worker in self._workers if worker.ticket is not None or not worker.is_ready]
        answered = wait(expected, timeout)
        for number, worker in enumerate(self._workers):
            if worker.pipe in answered:
                self._receive(number)
            elif worker.deadline is not None and worker.deadline <= time.monotonic():
                self._replace(number, TaskTimedOut())
        self._hand_out()

    def _receive(self, number: int) -> None:
        """Take what a worker has sent: that it is ready, or the result of its task."""
        worker = self._workers[number]
        try:
            result, error = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(number, WorkerDied())
            return
        if worker.ticket is not None:
            worker.ticket.finish(result, error)
            worker.ticket = worker.deadline = None
        elif error is not None:
            raise error
        else:
            worker.is_ready = True
            self._n_failed_starts = 0

    def _hand_out(self) -> None:
        """Give waiting tasks to idle workers."""
        for number, worker in enumerate(self._workers):
            if worker.is_ready and worker.ticket is None and self._waiting:
                try:
                    worker.pipe.send(self._waiting[0].task)
                except OSError:  # it has died since its last result, which is no fault of this task
                    self._replace(number, WorkerDied())
                    continue
                worker.ticket = self._waiting.popleft()
                if self._max_seconds is not None:
                    worker.deadline = time.monotonic() + self._max_seconds

    def _replace(self, number: int, error: Exception) -> None:
        """Put a new worker in the place of one that is dead or takes too long, whose task has failed."""
        worker = self._workers[number]
        worker.kill()
        if worker.ticket is not None:
            worker.ticket.finish(None, error)
        elif not worker.is_ready:
            self._n_failed_starts += 1
            if self._n_failed_starts >= MAX_FAILED_STARTS:
                raise BbclfError(
                    f"worker processes die as they start, {MAX_FAILED_STARTS} in a row: if memory is short, use fewer"
                    " --jobs"
                )
        self._workers[number] = _Worker(self._job)


def _serve(pipe: Connection[Any, Any], job: Job[Any, Any]) -> None:
    """A worker's life: tasks in, results or exceptions out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to handle
    with suppress(EOFError, OSError, MemoryError):  # a worker without memory ends, and its task is another's
        pipe.send(_answer(job.prepare))
        while True:
            task = pipe.recv()
            pipe.send(_answer(partial(job, task)))


def _answer(call: Callable[[], Any]) -> tuple[Any, Exception | None]:
    try:
        return call(), None
    except Exception as error:
        return None, error
