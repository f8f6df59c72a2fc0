"""Files opened for writing: they get their names when they are complete."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bbclf.errors import OutputError
from bbclf.files.compression import compression_of_suffix
from bbclf.files.locks import locked
from bbclf.files.names import LOCK_SUFFIX, PARTIAL_SUFFIX, PRIVATE_PREFIX, STDIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["OutputFile", "open_output", "replacing"]


class OutputFile(io.FileIO):
    """A file that is written to; its failures are `OutputError`, and name the file that is meant.

    Parameters
    ----------
    path : path
    mode : str
    name : str
        For messages.
    """

    def __init__(self, path: str | os.PathLike[str], mode: str, name: str) -> None:
        self._meant = name
        with _errors_of(name):
            super().__init__(os.fspath(path), mode)

    def write(self, data: ReadableBuffer, /) -> int:
        with _errors_of(self._meant):
            return super().write(data)


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Write a file under a name of its own; rename it to `path` once complete, remove it after an error.

    A name that ends in ``.gz``, ``.xz`` or ``.zst`` is written compressed. A link is replaced, never followed.

    Parameters
    ----------
    path : str or path-like

    Yields
    ------
    binary file

    Raises
    ------
    OutputError
        The file cannot be created, another process is writing it, or the disk is full.
    """
    target = Path(path)
    with _errors_of(target):
        in_place = target.exists() and not target.is_file()
    if in_place:  # renaming would put a file in the place of a device or a pipe
        with _writing_to(target, "wb", target) as stream:
            yield stream
        return
    with _part_of(target) as part:
        with _writing_to(part, "xb", target) as stream:
            yield stream
        with _errors_of(target):
            part.replace(target)
            _sync_folder(target.parent)


@contextlib.contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    """A name that no other process writes to, nor removes; there is no such file afterwards."""
    name = f"{PRIVATE_PREFIX}{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:12]}"  # long names stay possible
    with contextlib.ExitStack() as stack:
        with _errors_of(target):
            is_locked = stack.enter_context(locked(target.with_name(name + LOCK_SUFFIX), target))
            part = target.with_name((name if is_locked else f"{name}-{secrets.token_hex(8)}") + PARTIAL_SUFFIX)
            part.unlink(missing_ok=True)  # of a run that was killed
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def _writing_to(path: Path, mode: str, target: Path) -> Iterator[IO[bytes]]:
    """A file, compressed if the target's name says so, and on the disk when the context ends."""
    compression = compression_of_suffix(target.suffix)
    with io.BufferedWriter(OutputFile(path, mode, str(target))) as raw:
        with contextlib.nullcontext(raw) if compression is None else compression.compressing(raw) as stream:
            yield stream
        raw.flush()
        with contextlib.suppress(OSError):  # pipes and devices cannot be synchronised
            os.fsync(raw.fileno())


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too; where folders cannot be opened, the system does that in its own time."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _errors_of(target: str | os.PathLike[str]) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{os.fspath(target)}: cannot be written: {error.strerror or error}") from error


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
