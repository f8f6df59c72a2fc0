"""How times are taken."""

from __future__ import annotations

import time
from collections.abc import Callable

__all__ = ["least_seconds"]


def least_seconds(work: Callable[[], object], rounds: int) -> float:
    """CPU seconds of the fastest of several rounds: other work on the machine can only make a round slower."""
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)
