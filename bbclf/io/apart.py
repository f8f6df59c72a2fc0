"""What a run reads and what it writes are kept apart."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from typing import TextIO

from bbclf.errors import InputError, OutputError
from bbclf.files import STDIO
from bbclf.io.paths import expand, lies_in

__all__ = ["check_apart"]


def check_apart(paths: Iterable[str], output: str, rejects: str | None) -> None:
    """Make sure that a run overwrites nothing that it reads, and nothing twice.

    Parameters
    ----------
    paths : iterable of str
        As for :func:`bbclf.io.sources.find_sources`.
    output : str
        A file or folder, which need not exist; ``"-"`` is standard output.
    rejects : str or None
        A file, which need not exist.

    Raises
    ------
    InputError
        A file of the input would be lost, or an earlier run's output labelled again.
    OutputError
        Output and rejects are the same file, or the output has no name.
    """
    if not output:
        raise OutputError("--output is empty: name a file, or a folder with a slash at its end")
    if rejects is not None and (_same(rejects, output) or (output == STDIO and _is_stream(rejects, sys.stdout))):
        raise OutputError(f"{rejects}: --rejects and --output are the same file: name two")
    written = [path for path in (output, rejects) if path is not None and path != STDIO]
    for path in paths:
        for match in expand(path):
            for target in written:
                if match == STDIO:
                    if _is_stream(target, sys.stdin):
                        raise InputError(f"the run reads {target} and would write to it: write elsewhere", path=match)
                elif _same(match, target) or lies_in(os.path.realpath(match), os.path.realpath(target)):
                    raise InputError(f"the run writes to {target}: write elsewhere, or leave this out", path=match)
            if os.path.isdir(match) and os.path.isfile(output):
                _check_not_a_page_of(match, output)


def _check_not_a_page_of(folder: str, output: str) -> None:
    if lies_in(os.path.realpath(output), os.path.realpath(folder)):
        raise OutputError(
            f"{output}: exists, and lies in {folder}, which is labelled: remove it if it is the output of an earlier"
            " run, or write elsewhere"
        )


def _same(first: str, second: str) -> bool:
    """Whether two paths lead to the same file, which may have several names."""
    if os.path.realpath(first) == os.path.realpath(second):
        return True
    try:
        return os.path.samefile(first, second)
    except OSError:
        return False


def _is_stream(path: str, stream: TextIO | None) -> bool:
    """Whether a standard stream was redirected to a file."""
    if stream is None:
        return False
    try:
        state = os.fstat(stream.fileno())
        return stat.S_ISREG(state.st_mode) and os.path.samestat(state, os.stat(path))
    except (OSError, ValueError):
        return False
