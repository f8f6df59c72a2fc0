"""What a run into a folder has completed, and with which settings: kept in the folder, for ``--resume``."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import IO, Any, NamedTuple

from bbclf.errors import InputError
from bbclf.files import PRIVATE_PREFIX, STDIO, OutputFile, open_input, replacing
from bbclf.files.jsonl import dump_record, lines_within, parse_json
from bbclf.io.items import Source, Warn

__all__ = ["RUN_MANIFEST", "InputState", "RunManifest", "state_of"]

RUN_MANIFEST = f"{PRIVATE_PREFIX}run.jsonl"
"""JSONL: the settings, then a line for each file of the input that is complete."""

_MAX_LINE_BYTES = 2**20

_TYPES: dict[str, type | UnionType] = {
    "relative": str, "path": str, "input": str, "size": int, "mtime_ns": int,
    "output": str | None, "sha256": str | None,
}  # fmt: skip
"""What a record of a file has."""


class InputState(NamedTuple):
    """A file of the input as it was when it was read.

    Attributes
    ----------
    size : int
        Bytes.
    mtime_ns : int
    """

    size: int
    mtime_ns: int


def state_of(path: str) -> InputState | None:
    """The state of a file, None for standard input and files that are gone."""
    if path == STDIO:
        return None
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # of a name that no file can have
        return None
    return InputState(found.st_size, found.st_mtime_ns)


class RunManifest:
    """The manifest of a folder; a line is added for each file of the input when its output is complete.

    Parameters
    ----------
    folder : Path
        Exists.
    settings : mapping of str to JSON values
        What the output depends on.
    resume : bool
        Keep what an earlier run with the same settings has completed; otherwise begin anew.
    warn : callable
        Told which files are done again, and why.

    Raises
    ------
    InputError
        The earlier run had other settings.
    """

    def __init__(self, folder: Path, settings: Mapping[str, Any], resume: bool, warn: Warn) -> None:
        self._folder = folder
        self._path = folder / RUN_MANIFEST
        records = list(self._valid_records(settings, warn)) if resume and self._path.exists() else []
        self._finished = {record["relative"]: record["input"] for record in records}
        self.finished_paths = {record["path"] for record in records}
        with replacing(self._path) as file:
            file.write(dump_record({"settings": dict(settings)}))
            file.writelines(map(dump_record, records))
        self._file: IO[bytes] = OutputFile(self._path, "ab", str(self._path))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def is_finished(self, source: Source) -> bool:
        """Whether a file's output is complete, and neither has changed since."""
        return self._finished.get(source.relative) == os.path.realpath(source.path)

    def finish(self, source: Source, state: InputState | None, output: Path | None) -> None:
        """Enter a file whose output is complete.

        Parameters
        ----------
        source : Source
        state : InputState or None
            Before it was read; without one it will be done again.
        output : Path or None
            None where nothing of the file could be labelled.
        """
        if state is None:
            return
        record = {
            "relative": source.relative,
            "path": source.path,
            "input": os.path.realpath(source.path),
            **state._asdict(),
            "output": None if output is None else str(output.relative_to(self._folder)),
            "sha256": None if output is None else _sha256(output),
        }
        self._file.write(dump_record(record))

    def _valid_records(self, settings: Mapping[str, Any], warn: Warn) -> Iterator[dict[str, Any]]:
        """The records of an earlier run that are still true."""
        with open_input(self._path) as stream:
            lines = (line for _, line in lines_within(stream, _MAX_LINE_BYTES) if line is not None)
            head = _parsed(next(lines, b""))
            if not isinstance(head.get("settings"), dict):
                raise InputError("damaged: remove it, and everything is labelled again", path=str(self._path))
            self._check_settings(head["settings"], dict(settings))
            for line in lines:
                record = _parsed(line)
                if not all(isinstance(record.get(name, ...), type) for name, type in _TYPES.items()):
                    continue  # the run was ended while it wrote this, or a person has changed it
                problem = self._problem(record)
                if problem is None:
                    yield record
                else:
                    warn(f"{problem}: labelled again")

    def _check_settings(self, earlier: dict[str, Any], settings: dict[str, Any]) -> None:
        names = sorted(name for name in {*earlier, *settings} if earlier.get(name) != settings.get(name))
        if names:
            told = ", ".join(f"{name} was {earlier.get(name)!r} and is {settings.get(name)!r}" for name in names)
            raise InputError(
                f"the run to resume differs: {told}: give what it had, write to another folder, or leave out --resume"
                " to label everything again",
                path=str(self._folder),
            )

    def _problem(self, record: dict[str, Any]) -> str | None:
        """Why a file must be done again, None if it need not."""
        if state_of(record["path"]) != InputState(record["size"], record["mtime_ns"]):
            return f"{record['path']} has changed"
        if record["output"] is None:
            return None
        output = self._folder / record["output"]
        try:
            return None if _sha256(output) == record["sha256"] else f"{output} is damaged"
        except (OSError, ValueError):
            return f"{output} is gone"


def _parsed(line: bytes) -> dict[str, Any]:
    """An object of JSON, empty if the line holds none."""
    try:
        value = parse_json(line)
    except InputError:
        return {}
    return value if isinstance(value, dict) else {}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
