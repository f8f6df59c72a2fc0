"""Datasets as files: JSONL, one page a line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from bbclf.dataset.page import TrainingPage
from bbclf.dataset.parsing import parse_record
from bbclf.dataset.records import to_record
from bbclf.errors import DatasetError, InputError
from bbclf.files import open_input, replacing
from bbclf.files.jsonl import dump_record, numbered_lines, parse_json

__all__ = ["read_dataset", "write_dataset"]


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
    name = os.fspath(path)
    with open_input(name) as stream:
        for number, line in numbered_lines(stream, name):
            try:
                yield parse_record(parse_json(line))
            except InputError as error:
                raise DatasetError(error.message, path=name, line=number) from error


def write_dataset(pages: Iterable[TrainingPage], path: str | os.PathLike[str]) -> int:
    """Write labelled pages as JSONL, compressed if the name ends in ``.gz``, ``.xz`` or ``.zst``.

    The file appears under its name only when complete.

    Parameters
    ----------
    pages : iterable of TrainingPage
    path : str or path-like

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
    """
    count = 0
    with replacing(path) as stream:
        for page in pages:
            stream.write(dump_record(to_record(page)))
            count += 1
    return count
