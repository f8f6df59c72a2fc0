"""Paths, directories and globs to files, each with the format that its name tells."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from bbclf.errors import InputError
from bbclf.files import PARTIAL_SUFFIX, STDIO, content_suffix
from bbclf.io.inputs import FORMAT_OF_SUFFIX
from bbclf.io.items import Found, Place, Rejected, Skipped, Source
from bbclf.io.paths import expand, lies_in

__all__ = ["check_apart", "find_sources"]


def check_apart(paths: Iterable[str], written: Sequence[str]) -> None:
    """Make sure that no path or glob stands for what a run is going to write.

    Parameters
    ----------
    paths : iterable of str
        As for :func:`find_sources`.
    written : sequence of str
        Files and folders, which need not exist.

    Raises
    ------
    InputError
        A file is one of them, or lies in one of them: it would be lost, or an earlier run's output labelled again.
    """
    for path in paths:
        for match in expand(path):
            for target in written:
                if match != STDIO and lies_in(os.path.realpath(match), os.path.realpath(target)):
                    raise InputError(f"the run writes to {target}: write elsewhere, or leave this out", path=match)


def find_sources(paths: Iterable[str], format: str | None = None, written: Sequence[str] = ()) -> Iterator[Found]:
    """Expand paths, directories (recursively, in the order of names) and globs.

    Parameters
    ----------
    paths : iterable of str
        ``"-"`` is standard input.
    format : str, optional
        A name of :data:`bbclf.io.inputs.INPUTS` for all files; by default the name of each file tells it, and files
        of a directory whose names tell nothing are skipped.
    written : sequence of str
        Files and folders that the run writes; they are left out of the directories that hold them.

    Yields
    ------
    Source, Skipped or Rejected
        Rejected: a directory that cannot be listed.

    Raises
    ------
    InputError
        A path does not exist, a glob matches nothing, or a directory holds no page.
    """
    expanded = [match for path in paths for match in expand(path)]  # all, before the first is read
    for path in expanded:
        if path == STDIO:
            yield Source(path, "stdin", format)
        elif os.path.isdir(path):
            yield from _files_below(path, format, {os.path.realpath(target) for target in written})
        else:
            yield Source(path, os.path.basename(path), format or format_of_name(path))


def format_of_name(path: str) -> str | None:
    """The format that a file's name tells, None if it tells none."""
    return FORMAT_OF_SUFFIX.get(content_suffix(path))


def _files_below(directory: str, format: str | None, written: set[str]) -> Iterator[Found]:
    found = False
    root = os.path.realpath(directory)
    unreadable: list[OSError] = []
    for folder, subfolders, names in os.walk(directory, onerror=unreadable.append):
        real = os.path.normpath(os.path.join(root, os.path.relpath(folder, directory)))
        subfolders[:] = sorted(name for name in subfolders if os.path.join(real, name) not in written)
        for name in subfolders:
            if os.path.islink(os.path.join(folder, name)):  # not followed: it may lead to a folder above it
                yield Skipped(Place(os.path.join(folder, name)))
        for name in sorted(names):
            path = os.path.join(folder, name)
            chosen = None if os.path.join(real, name) in written else format or format_of_name(name)
            # A pipe or device among the files would be waited for without end.
            if chosen is None or name.endswith(PARTIAL_SUFFIX) or not os.path.isfile(path):
                yield Skipped(Place(path))
            else:
                found = True
                yield Source(path, os.path.relpath(path, directory), chosen)
    for error in unreadable:
        yield Rejected(Place(str(error.filename)), f"this directory cannot be listed: {error.strerror}")
    if not found and not unreadable:
        suffixes = " ".join(sorted(FORMAT_OF_SUFFIX))
        raise InputError(f"no pages in this directory: expected files named {suffixes}, or give --from", path=directory)
