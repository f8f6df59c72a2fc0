"""A run of ``bbclf predict``: items labelled, written, rejected, counted."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bbclf.errors import InputError, OutputError
from bbclf.files import open_input, replacing
from bbclf.files.jsonl import dump_record, numbered_lines, parse_json
from bbclf.io.records import FileEnd, FileStart, Item, Record, Rejected, Skipped, Warn
from bbclf.io.writers import Output
from bbclf.predict.labelling import Outcome

__all__ = ["Counts", "Rejects", "forget_unfinished", "run"]


@dataclass(slots=True)
class Counts:
    """What a run has done so far.

    Attributes
    ----------
    n_pages, n_content, n_boilerplate, n_rejected, n_skipped : int
        Pages written, their lines of content and boilerplate, bad records, and things that are no pages.
    """

    n_pages: int = 0
    n_content: int = 0
    n_boilerplate: int = 0
    n_rejected: int = 0
    n_skipped: int = 0

    def summary(self) -> str:
        """One line for people."""
        line = (
            f"pages {self.n_pages:,}, lines of content {self.n_content:,}, of boilerplate"
            f" {self.n_boilerplate:,}, records failed {self.n_rejected:,}"
        )
        return f"{line}, not pages {self.n_skipped:,}" if self.n_skipped else line


class Rejects:
    """Reports bad records, copies them to a file, and ends the run when there are too many.

    Parameters
    ----------
    warn : callable
        Told each record's place and what is wrong with it.
    limit : int
        Bad records that are borne.
    stream : binary file, optional
        Given each as JSONL: ``path``, ``number``, ``error``, ``record``.
    """

    def __init__(self, warn: Warn, limit: int, stream: IO[bytes] | None = None) -> None:
        self._warn = warn
        self._limit = limit
        self._stream = stream
        self._count = 0

    def add(self, rejected: Rejected) -> None:
        """Take one more.

        Raises
        ------
        InputError
            It is one too many.
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


def run(
    labelled: Iterable[tuple[Item, Outcome | None]],
    output: Output,
    rejects: Rejects,
    on_progress: Callable[[Counts], None],
) -> Counts:
    """Write labelled records and account for everything else.

    Parameters
    ----------
    labelled : iterable of (Item, Outcome or None)
        From :func:`bbclf.predict.labelling.label_items`.
    output : Output
    rejects : Rejects
    on_progress : callable
        Told the counts after each item.

    Returns
    -------
    Counts

    Raises
    ------
    InputError
        More bad records than `rejects` bears.
    OutputError
        The output cannot be written.
    """
    counts = Counts()
    rejected_before = 0
    for item, outcome in labelled:
        if isinstance(item, FileStart):
            rejected_before = counts.n_rejected
            output.start_file(item.relative)
        elif isinstance(item, FileEnd):
            output.end_file(keep_empty=counts.n_rejected == rejected_before)
        elif isinstance(item, Skipped):
            counts.n_skipped += 1
        elif isinstance(item, Rejected):
            counts.n_rejected += 1
            rejects.add(item)
        elif outcome is not None and outcome.error is not None:
            counts.n_rejected += 1
            rejects.add(Rejected(item.place, outcome.error, _raw(item)))
        elif outcome is not None:
            output.write(item, outcome.rendered)
            counts.n_pages += 1
            counts.n_content += outcome.n_content
            counts.n_boilerplate += outcome.n_boilerplate
        on_progress(counts)
    return counts


def forget_unfinished(path: Path, finished: Container[str]) -> None:
    """Take from a file of rejects those that a resumed run will meet again.

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
                break  # the run was ended as it wrote this, and did not finish the file that it is from
            try:
                record = parse_json(line)
            except InputError as error:
                raise InputError(f"no file of rejects: {error.message}", path=str(path), line=number) from None
            if isinstance(record, dict) and record.get("path") in finished:
                kept.write(line)


def _raw(record: Record) -> str | None:
    """A record of JSONL as a line; a file stays where it is."""
    return dump_record(record.origin).decode().rstrip("\n") if isinstance(record.origin, dict) else None
