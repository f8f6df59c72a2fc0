"""Paths, directories and globs to files, each with its format."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bbclf.errors import InputError
from bbclf.files import COMPRESSED_SUFFIXES, PARTIAL_SUFFIX, STDIO
from bbclf.io.formats import InputFormat
from bbclf.io.records import Place, Rejected, Skipped

__all__ = ["Found", "Source", "check_apart", "find_sources", "sniff"]

_FORMAT_OF_SUFFIX: dict[str, InputFormat] = {
    ".txt": InputFormat.PLAIN,
    ".text": InputFormat.PLAIN,
    ".md": InputFormat.PLAIN,
    ".html": InputFormat.HTML,
    ".htm": InputFormat.HTML,
    ".xhtml": InputFormat.HTML,
    ".jsonl": InputFormat.JSONL,
    ".ndjson": InputFormat.JSONL,
    ".warc": InputFormat.WARC,
    ".wet": InputFormat.WARC,
    ".parquet": InputFormat.PARQUET,
}

SNIFFED_BYTES = 4096
"""Enough for any format's first words."""

_BINARY_STARTS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"BZh",
    b"7z\xbc\xaf",
)
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

MAX_CONTROL_SHARE = 0.05
"""Text has next to no control characters; random bytes have 10%. Chosen between, in November 2026."""


class Source(NamedTuple):
    """A file to read.

    Attributes
    ----------
    path : str
        ``"-"`` is standard input.
    format : InputFormat
        ``auto`` where the name does not tell: :func:`sniff` looks at the content.
    relative : str
        The path below the directory that was given; the file's name where a file was given.
    """

    path: str
    format: InputFormat
    relative: str


Found = Source | Skipped | Rejected
"""What stands in the way of a search: a file to read, one that is no page, a directory that cannot be listed."""


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
        for match in _expand(path):
            for target in written:
                if match != STDIO and _lies_in(os.path.realpath(match), os.path.realpath(target)):
                    raise InputError(f"the run writes to {target}: write elsewhere, or leave this out", path=match)


def find_sources(
    paths: Iterable[str], format: InputFormat = InputFormat.AUTO, written: Sequence[str] = ()
) -> Iterator[Found]:
    """Expand paths, directories (recursively, in the order of names) and globs.

    Parameters
    ----------
    paths : iterable of str
        ``"-"`` is standard input.
    format : InputFormat
        ``auto`` goes by the names, and skips the files of a directory whose names tell nothing.
    written : sequence of str
        Files and folders that the run writes; where a directory holds them they are left out.

    Yields
    ------
    Source, Skipped or Rejected
        Rejected: a directory that cannot be listed.

    Raises
    ------
    InputError
        A path does not exist, a glob matches nothing, or a directory holds no page.
    """
    expanded = [match for path in paths for match in _expand(path)]  # all, before the first is read
    for path in expanded:
        if path == STDIO:
            yield Source(path, format, "stdin")
        elif os.path.isdir(path):
            yield from _files_below(path, format, {os.path.realpath(target) for target in written})
        else:
            yield Source(path, _format(path, format) or InputFormat.AUTO, os.path.basename(path))


def _expand(path: str) -> list[str]:
    """The paths that a path or glob stands for."""
    if path == STDIO or os.path.lexists(path):
        return [path]
    matches = list(dict.fromkeys(_glob(path)))
    if not matches:
        raise InputError("no such file or directory", path=path)
    return matches


def _glob(pattern: str) -> Iterator[str]:
    """What a glob matches, in the order of names; ``**`` stands for files at any depth.

    The standard library's ``**`` follows links, for ever where they go round, and matches a directory beside the
    files in it, which would be labelled twice.
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


def _files_below(directory: str, format: InputFormat, written: set[str]) -> Iterator[Found]:
    found = False
    root = os.path.realpath(directory)
    unreadable: list[OSError] = []
    for folder, subfolders, names in os.walk(directory, onerror=unreadable.append):
        real = os.path.normpath(os.path.join(root, os.path.relpath(folder, directory)))
        subfolders[:] = sorted(name for name in subfolders if os.path.join(real, name) not in written)
        for name in subfolders:
            if os.path.islink(os.path.join(folder, name)):  # not followed: it may lead to where it lies
                yield Skipped(Place(os.path.join(folder, name)))
        for name in sorted(names):
            path = os.path.join(folder, name)
            chosen = None if os.path.join(real, name) in written else _format(name, format)
            # A pipe or device among the files would be waited for without end.
            if chosen is None or name.endswith(PARTIAL_SUFFIX) or not os.path.isfile(path):
                yield Skipped(Place(path))
            else:
                found = True
                yield Source(path, chosen, os.path.relpath(path, directory))
    for error in unreadable:
        yield Rejected(Place(str(error.filename)), f"this directory cannot be listed: {error.strerror}")
    if not found and not unreadable:
        kinds = " ".join(sorted(_FORMAT_OF_SUFFIX))
        raise InputError(f"no pages in this directory: expected files named {kinds}, or give --from", path=directory)


def _lies_in(path: str, folder: str) -> bool:
    """Whether a path is a folder, or below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _format(path: str, asked: InputFormat) -> InputFormat | None:
    """The format that the name tells, unless one was asked for; None if it tells none."""
    if asked != InputFormat.AUTO:
        return asked
    name = Path(path)
    suffix = Path(name.stem).suffix if name.suffix.lower() in COMPRESSED_SUFFIXES else name.suffix
    return _FORMAT_OF_SUFFIX.get(suffix.lower())


def sniff(start: bytes) -> InputFormat | None:
    """The format of content, by its first bytes.

    Parameters
    ----------
    start : bytes
        The first :data:`SNIFFED_BYTES`, decompressed.

    Returns
    -------
    InputFormat or None
        None for binary content that is no format of ours.
    """
    if start.startswith(b"PAR1"):
        return InputFormat.PARQUET
    if start.startswith(b"WARC/"):
        return InputFormat.WARC
    if is_binary(start):
        return None
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith(b"{"):
        return InputFormat.JSONL
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<?xml")):
        return InputFormat.HTML
    return InputFormat.PLAIN


def is_binary(start: bytes) -> bool:
    """Whether content is neither text nor HTML, by its first bytes; a few NULs do not make it so."""
    if start.startswith(_BYTE_ORDER_MARKS):
        return False
    n_control = len(start) - len(start.translate(None, _CONTROL))
    return start.startswith(_BINARY_STARTS) or n_control > MAX_CONTROL_SHARE * len(start)
