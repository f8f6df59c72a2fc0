"""Datasets as files: JSONL, one page a line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from bbclf.dataset.page import TrainingPage, check_is_labelled
from bbclf.dataset.parsing import parse_record
from bbclf.dataset.records import to_record
from bbclf.errors import DatasetError, InputError
from bbclf.files import open_input, replacing
from bbclf.files.jsonl import dump_record, numbered_lines, parse_json

__all__ = ["read_dataset", "read_jsonl", "write_dataset", "write_jsonl"]

Parsed = TypeVar("Parsed")


def read_dataset(path: str | os.PathLike[str]) -> Iterator[TrainingPage]:
    """Read labelled pages, one at a time.

    Parameters
    ----------
    path : str or path-like
        JSONL, also gzip, xz or zstandard; ``"-"`` is standard input.

    Yields
    ------
    TrainingPage

    Raises
    ------
    DatasetError
        A record breaks the schema; the message begins with the path and the line number.
    InputError
        The file cannot be read.
    """
    return read_jsonl(os.fspath(path), parse_record)


def write_dataset(path: str | os.PathLike[str], pages: Iterable[TrainingPage]) -> int:
    """Write labelled pages as JSONL, compressed if the name ends in ``.gz``, ``.xz`` or ``.zst``.

    The file appears under its name only when complete.

    Parameters
    ----------
    path : str or path-like
    pages : iterable of TrainingPage

    Returns
    -------
    int
        The number of pages written.

    Raises
    ------
    DatasetError
        A page of the ``html`` view has no `html`.
    OutputError
        The file cannot be written.
    TypeError
        One of `pages` is something else.
    """
    return write_jsonl(map(to_record, map(check_is_labelled, pages)), path)


def read_jsonl(path: str, parse: Callable[[Any], Parsed]) -> Iterator[Parsed]:
    """What is made of each record; what `parse` refuses is a :class:`DatasetError` with the path and the line."""
    with open_input(path) as stream:
        for number, line in numbered_lines(stream, path):
            try:
                yield parse(parse_json(line))
            except InputError as error:
                raise DatasetError(error.message, path=path, line=number) from error


def write_jsonl(records: Iterable[Mapping[str, Any]], path: str | os.PathLike[str]) -> int:
    """Write a record on each line, and return how many; the file appears under its name only when complete."""
    count = 0
    with replacing(path) as stream:
        for record in records:
            stream.write(dump_record(record))
            count += 1
    return count
