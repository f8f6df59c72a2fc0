"""Paths and globs, expanded without following links."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator

from bbclf.errors import InputError
from bbclf.files import STDIO

__all__ = ["expand", "lies_in"]

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def expand(path: str) -> list[str]:
    """The paths that a path or glob stands for.

    Parameters
    ----------
    path : str
        ``"-"`` stands for itself; ``**`` for files at any depth.

    Raises
    ------
    InputError
        There is no such file, or the glob matches none.
    """
    if path == STDIO or os.path.lexists(path):
        return [path]
    matches = list(dict.fromkeys(_glob(path)))
    if not matches:
        raise _not_found(path)
    return matches


def _not_found(path: str) -> InputError:
    if not path:
        return InputError("a path is empty: name a file or directory, or - for standard input")
    if _URL.match(path):
        return InputError("an address, and nothing is fetched: save the page to a file and name that", path=path)
    return InputError("no such file or directory", path=path)


def lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder, or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _glob(pattern: str) -> Iterator[str]:
    """What a glob matches, in the order of names.

    The standard library's ``**`` follows links, without end where they form a circle, and matches a directory beside
    the files in it, which would be labelled twice.
    """
    head, stars, tail = (pattern[:-2], "**", "*") if pattern.endswith("**") else pattern.partition("**" + os.sep)
    if not stars or (head and not head.endswith(os.sep)):
        yield from sorted(glob.glob(pattern))
        return
    for start in sorted(glob.glob(head)) if head else [os.curdir]:
        for folder, subfolders, _ in os.walk(start):
            subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
            below = "" if folder == os.curdir else glob.escape(os.path.join(os.path.normpath(folder), ""))
            yield from filter(os.path.isfile, _glob(below + tail))
