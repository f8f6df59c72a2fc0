"""Files to records."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

from bbclf.errors import InputError
from bbclf.files import open_input
from bbclf.io.inputs import INPUTS, InputFormat, Reading
from bbclf.io.items import FileEnd, FileStart, Found, Item, Place, Rejected, Source
from bbclf.io.sniffing import sniff
from bbclf.io.starts import SNIFFED_BYTES

__all__ = ["read_all", "read_records"]


def read_all(
    sources: Iterable[Found], reading: Reading, on_bytes: Callable[[int], None] | None = None
) -> Iterator[Item]:
    """Read the records of many files, those of each between a `FileStart` and a `FileEnd`; see :func:`read_records`."""
    for source in sources:
        if isinstance(source, Source):
            yield FileStart(source)
            yield from read_records(source, reading, on_bytes)
            yield FileEnd()
        else:
            yield source


def read_records(source: Source, reading: Reading, on_bytes: Callable[[int], None] | None = None) -> Iterator[Item]:
    """Read the records of one file.

    Parameters
    ----------
    source : Source
    reading : Reading
    on_bytes : callable, optional
        Told how many bytes of the file have been read, each time some are.

    Yields
    ------
    Record, Rejected or Skipped
        A file that cannot be read to its end gives a `Rejected` as its last item.

    Raises
    ------
    MissingDependencyError
        The format needs an extra that is not installed.
    """
    try:
        with open_input(source.path, on_bytes) as stream:
            yield from _choose_format(source, stream).read(stream, source, reading)
    except InputError as error:
        yield Rejected(Place(source.path, error.line), error.message)


def _choose_format(source: Source, stream: io.BufferedReader) -> InputFormat:
    """The format that was asked for or that the name tells, unless a signature says that the content is another."""
    start = stream.peek(SNIFFED_BYTES)[:SNIFFED_BYTES]
    found = sniff(start)
    if found is not None and found.signature is not None:
        return found
    named = None if source.format is None else INPUTS[source.format]
    if named is not None and named.signature is not None:
        other = "something else" if start else "nothing"
        raise InputError(f"expected {named.name}, found {other}: is it damaged, or named wrongly?")
    if found is None:
        raise InputError("binary content, neither text nor HTML nor another format that bbclf reads")
    return found if named is None else named
