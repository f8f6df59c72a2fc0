"""Bad records: reported, copied to a file, and counted until there are too many."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import IO

from bbclf.errors import InputError, OutputError
from bbclf.files import open_input, replacing
from bbclf.files.jsonl import dump_record, numbered_lines, parse_json
from bbclf.io.items import Rejected, Warn

__all__ = ["Rejects", "forget_unfinished"]


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
    """

    def __init__(self, warn: Warn, limit: int, stream: IO[bytes] | None = None) -> None:
        self._warn = warn
        self._limit = limit
        self._stream = stream
        self._count = 0

    def add(self, rejected: Rejected) -> None:
        """Report and count a bad record.

        Raises
        ------
        InputError
            There are now more than the limit.
        """
        self._warn(f"{rejected.place}: {rejected.reason}")
        if self._stream is not None:
            path, number = rejected.place
            record = {"path": path, "number": number, "error": rejected.reason, "record": rejected.raw}
            try:
                self._stream.write(dump_record(record))
                self._stream.flush()
            except OSError as error:
                raise OutputError(f"{self._stream.name}: cannot be written: {error.strerror}") from error
        self._count += 1
        if self._count > self._limit:
            raise InputError(f"{self._count} bad records, more than --max-errors {self._limit}: stopped")


def forget_unfinished(path: Path, finished: Container[str]) -> None:
    """Remove from a file of rejects those that a resumed run will meet again.

    Parameters
    ----------
    path : Path
        As :class:`Rejects` wrote it; need not exist.
    finished : container of str
        Paths of the files that the resumed run leaves alone.
    """
    if not path.exists():
        return
    with open_input(path) as rejects, replacing(path) as kept:
        for number, line in numbered_lines(rejects, str(path)):
            if not line.endswith(b"\n"):
                break  # the run was ended while it wrote this, so that the file it comes from is not finished
            try:
                record = parse_json(line)
            except InputError as error:
                raise InputError(f"no file of rejects: {error.message}", path=str(path), line=number) from None
            if isinstance(record, dict) and record.get("path") in finished:
                kept.write(line)
