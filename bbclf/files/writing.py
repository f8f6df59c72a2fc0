"""Files opened for writing: they get their names when they are complete."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from bbclf.errors import OutputError
from bbclf.files.compression import compression_of_suffix
from bbclf.files.names import PARTIAL_SUFFIX, STDIO

__all__ = ["open_output", "replacing"]


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Write a file under a temporary name; rename it to `path` once complete, remove it after an error.

    A name that ends in ``.gz``, ``.xz`` or ``.zst`` is written compressed.

    Parameters
    ----------
    path : str or path-like

    Yields
    ------
    binary file

    Raises
    ------
    OutputError
        The file cannot be created, or the disk is full.
    """
    target = Path(path)
    # A device or a pipe is written to as it is: renaming would put a file in its place.
    in_place = target.exists() and not target.is_file()
    partial = target if in_place else target.with_name(target.name + PARTIAL_SUFFIX)
    compression = compression_of_suffix(target.suffix)
    try:
        with partial.open("wb") as raw:
            compressing = contextlib.nullcontext(raw) if compression is None else compression.compressing(raw)
            with compressing as stream:
                yield stream
        if not in_place:
            partial.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror}") from error
    finally:
        if not in_place:
            partial.unlink(missing_ok=True)


def open_output(path: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    """A file to write, complete when the context ends (:func:`replacing`), or standard output for ``"-"``.

    Raises
    ------
    OutputError
        It cannot be written to, or standard output is closed.
    """
    return _standard_output() if path == STDIO else replacing(path)


@contextlib.contextmanager
def _standard_output() -> Iterator[IO[bytes]]:
    if sys.stdout is None:  # the program was started with its standard output closed
        raise OutputError("standard output is closed: give --output")
    stream = sys.stdout.buffer
    try:
        yield stream
        stream.flush()
    except OSError as error:
        # Python flushes again at exit, and would complain again: let it flush to nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(error, BrokenPipeError):
            raise OutputError("standard output was closed by the program that reads it") from error
        raise OutputError(f"standard output: cannot be written: {error.strerror}") from error
