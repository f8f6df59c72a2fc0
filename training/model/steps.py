"""Steps of a chain, each of which is skipped while its code, its inputs and its outputs are what they were."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from training.pages.code import code_digest, files_digest

__all__ = ["Step", "is_current", "run_steps"]

log = logging.getLogger("model")


class Step(NamedTuple):
    """One step.

    Attributes
    ----------
    name : str
        Also of its stamp.
    run : callable
        Does the work; raises where it fails, and the steps after it do not run.
    module : str
        Whose code it runs, with all that this imports.
    inputs, outputs : tuple of Path
        Files, or folders, which stand for all files in them. What is missing counts as empty.
    """

    name: str
    run: Callable[[], None]
    module: str
    inputs: tuple[Path, ...] = ()
    outputs: tuple[Path, ...] = ()


def run_steps(steps: Iterable[Step], stamps: Path) -> None:
    """Run those of the steps that are not current, in order.

    Parameters
    ----------
    steps : iterable of Step
    stamps : Path
        Folder in which each step that succeeded leaves a file with the digest of what it saw and made.
    """
    for step in steps:
        if is_current(step, stamps):
            log.info("%s: nothing has changed", step.name)
            continue
        log.info("%s", step.name)
        step.run()
        stamps.mkdir(parents=True, exist_ok=True)
        (stamps / step.name).write_text(_digest(step), "utf-8")


def is_current(step: Step, stamps: Path) -> bool:
    """Whether a step would make what it made the last time."""
    stamp = stamps / step.name
    return stamp.exists() and stamp.read_text("utf-8") == _digest(step)


def _digest(step: Step) -> str:
    parts = [code_digest(step.module), *(files_digest(_files(path)) for path in (*step.inputs, *step.outputs))]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file())
    elif path.exists():
        yield path
