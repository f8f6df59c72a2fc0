"""Bad records: reported, copied to a file, and counted until there are too many."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from bbclf.errors import InputError
from bbclf.files import OutputFile, open_input, replacing
from bbclf.files.compression import compression_of_suffix
from bbclf.files.jsonl import dump_record, numbered_lines, parse_json
from bbclf.io.items import Rejected, Warn

__all__ = ["Rejects", "open_rejects"]


class Rejects:
    """Reports bad records, copies them to a file, and ends the run when there are too many.

    Parameters
    ----------
    warn : callable
        Told each record's place and what is wrong with it.
    limit : int
        How many bad records are tolerated.
    stream : binary file, optional
        Given each as JSONL: ``path``, ``number``, ``error``, ``record``.

    Attributes
    ----------
    count : int
        Bad records so far.
    """

    def __init__(self, warn: Warn, limit: int, stream: IO[bytes] | None = None) -> None:
        self._warn = warn
        self._limit = limit
        self._stream = stream
        self.count = 0

    def add(self, rejected: Rejected) -> None:
        """Report and count a bad record.

        Raises
        ------
        InputError
            There are now more than the limit.
        OutputError
            The file cannot be written.
        """
        self._warn(f"{rejected.place}: {rejected.reason}")
        if self._stream is not None:
            path, number = rejected.place
            record = {"path": path, "number": number, "error": rejected.reason, "record": rejected.raw}
            self._stream.write(dump_record(record))
            self._stream.flush()
        self.count += 1
        if self.count > self._limit:
            raise InputError(f"{self.count} bad records, more than --max-errors {self._limit}: stopped")


@contextmanager
def open_rejects(path: Path, warn: Warn, limit: int, finished: Container[str]) -> Iterator[Rejects]:
    """Rejects that are copied to a file, compressed if its name says so.

    Parameters
    ----------
    path : Path
        What an earlier run wrote of files that this one will meet again is removed.
    warn, limit
        See :class:`Rejects`.
    finished : container of str
        Paths of the files that a resumed run leaves alone.

    Raises
    ------
    InputError
        The file exists and is no file of rejects.
    OutputError
        The file cannot be written.
    """
    earlier = list(_rejects_of(path, finished)) if path.is_file() else []
    with replacing(path) as file:
        file.writelines(earlier)
    compression = compression_of_suffix(path.suffix)
    with ExitStack() as stack:
        stream: IO[bytes] = stack.enter_context(OutputFile(path, "ab", str(path)))
        if compression is not None:
            stream = stack.enter_context(compression.compressing(stream))
        yield Rejects(warn, limit, stream)


def _rejects_of(path: Path, files: Container[str]) -> Iterator[bytes]:
    """The lines of a file of rejects that come from some files."""
    with open_input(path) as stream:
        lines = numbered_lines(stream, str(path))
        while True:
            try:
                number, line = next(lines)
            except (StopIteration, InputError):
                return  # the run was ended while it wrote, so that the file that the rest comes from is not finished
            if not line.endswith(b"\n"):
                return
            if _path_of(line, path, number) in files:
                yield line


def _path_of(line: bytes, path: Path, number: int) -> str:
    try:
        record = parse_json(line)
    except InputError as error:
        raise InputError(f"no file of rejects: {error.message}", path=str(path), line=number) from None
    if not isinstance(record, dict) or not record.keys() >= {"path", "number", "error", "record"}:
        raise InputError("no file of rejects: name another file", path=str(path), line=number)
    return str(record["path"])
