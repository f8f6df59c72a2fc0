"""Paths, directories and globs to files, each with the format that its name tells."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence

from bbclf.errors import InputError, MissingDependencyError
from bbclf.files import PARTIAL_SUFFIX, STDIO, content_suffix, open_input
from bbclf.io.inputs import FORMAT_OF_SUFFIX
from bbclf.io.items import Found, Place, Rejected, Skipped, Source
from bbclf.io.paths import expand
from bbclf.io.sniffing import sniff
from bbclf.io.starts import SNIFFED_BYTES, text_start

__all__ = ["find_sources"]


def find_sources(paths: Iterable[str], format: str | None = None, written: Sequence[str] = ()) -> Iterator[Found]:
    """Expand paths, directories (recursively, in the order of names) and globs.

    Parameters
    ----------
    paths : iterable of str
        ``"-"`` is standard input.
    format : str, optional
        A name of :data:`bbclf.io.inputs.INPUTS` for all files; by default the name of each file tells it, and the
        content of those in a directory whose names tell nothing.
    written : sequence of str
        Files and folders that the run writes; they are left out of the directories that hold them.

    Yields
    ------
    Source, Skipped or Rejected
        Rejected: a directory that cannot be listed, a file that is gone or cannot be read. Skipped: hidden files and
        folders, links to folders, files that are neither pages by their names nor by their content.

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
        subfolders.sort()
        for name in list(subfolders):
            kind = _kind_of_folder(os.path.join(folder, name), os.path.join(real, name) in written)
            if kind is not None:
                subfolders.remove(name)
                yield Skipped(Place(os.path.join(folder, name)), kind)
        for name in sorted(names):
            path = os.path.join(folder, name)
            item = (
                Skipped(Place(path), "written by bbclf")
                if os.path.join(real, name) in written or name.endswith(PARTIAL_SUFFIX)
                else _file(path, os.path.relpath(path, directory), format)
            )
            found = found or not isinstance(item, Skipped)
            yield item
    for error in unreadable:
        yield Rejected(Place(str(error.filename)), f"this directory cannot be listed: {error.strerror}")
    if not found and not unreadable:
        suffixes = " ".join(sorted(FORMAT_OF_SUFFIX))
        raise InputError(f"no pages in this directory: expected files named {suffixes}, or give --from", path=directory)


def _kind_of_folder(path: str, is_written: bool) -> str | None:
    """Why a folder is not entered, None if it is."""
    if is_written:
        return "written by bbclf"
    if os.path.islink(path):  # it may lead to a folder above it
        return "link to a folder"
    return "hidden folder" if os.path.basename(path).startswith(".") else None


def _file(path: str, relative: str, format: str | None) -> Found:
    """A file of a directory, if it is a page by the format given, its name or its content."""
    if os.path.basename(path).startswith("."):
        return Skipped(Place(path), "hidden file")
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe or device would be waited for without end
            return Skipped(Place(path), "not a file")
        chosen = format or format_of_name(path) or _format_of_content(path)
    except OSError as error:
        return Rejected(Place(path), f"cannot be read: {error.strerror}")
    except InputError as error:
        return Rejected(Place(path), error.message)
    except MissingDependencyError as error:
        return Rejected(Place(path), str(error))
    return Skipped(Place(path), "other file") if chosen is None else Source(path, relative, chosen)


def _format_of_content(path: str) -> str | None:
    """The format of a file whose name tells none, None if it is no page.

    Style sheets, scripts and feeds are text too: a file with an ending that is not known must be HTML, or have a
    signature.
    """
    with open_input(path) as stream:
        start = stream.peek(SNIFFED_BYTES)[:SNIFFED_BYTES]
    format = sniff(start)
    if not start or format is None:
        return None
    if format.name == "html":
        text = text_start(start)
        return None if text.startswith(b"<?xml") and b"<html" not in text else format.name
    return format.name if format.signature is not None or not content_suffix(path) else None
