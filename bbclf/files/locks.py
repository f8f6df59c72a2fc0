"""A lock that ends with the process that holds it."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from bbclf.errors import OutputError
from bbclf.files.names import LOCK_SUFFIX, PARTIAL_SUFFIX, PRIVATE_PREFIX

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be replaced anyway
    fcntl = None  # type: ignore[assignment]

__all__ = ["locked", "remove_stale"]

_BUSY = (errno.EWOULDBLOCK, errno.EACCES)
_WITHOUT_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)
"""What network file systems say that have none."""


@contextlib.contextmanager
def locked(path: Path, target: str | os.PathLike[str]) -> Iterator[bool]:
    """Hold a lock file, which is removed afterwards.

    Parameters
    ----------
    path : Path
        Of the lock file; it is never written to.
    target : path
        What it protects.

    Yields
    ------
    bool
        False where the system or the file system has no locks: other processes are then not noticed.

    Raises
    ------
    OutputError
        Another process holds it.
    OSError
        It cannot be made.
    """
    if fcntl is None:
        yield False
        return
    handle, is_locked = _acquire(path, target)
    try:
        yield is_locked
    finally:
        path.unlink(missing_ok=True)  # while it is held: whoever waits for this file must look again
        os.close(handle)


def remove_stale(folder: Path) -> None:
    """Remove what killed processes left in a folder and below: parts of files and their locks."""
    for lock in folder.rglob(f"{PRIVATE_PREFIX}*{LOCK_SUFFIX}"):
        with contextlib.suppress(OutputError, OSError), locked(lock, lock):  # otherwise it is in use
            lock.with_suffix(PARTIAL_SUFFIX).unlink(missing_ok=True)


def _acquire(path: Path, target: str | os.PathLike[str]) -> tuple[int, bool]:
    """A lock file that is open, and whether it is locked."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(path, handle):
                return handle, True
        except OSError as error:
            if error.errno in _WITHOUT_LOCKS:
                return handle, False
            os.close(handle)
            if error.errno in _BUSY:
                raise OutputError(
                    f"{os.fspath(target)}: another run is writing to it: wait for its end, or write elsewhere"
                ) from None
            raise
        os.close(handle)


def _is_still(path: Path, handle: int) -> bool:
    """Whether a path leads to the file that is open, and not to one that took its place."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(handle))
    except FileNotFoundError:
        return False
