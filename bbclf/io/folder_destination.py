"""One output file for each file of the input, in a folder that mirrors the input's."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from bbclf.errors import InputError, OutputError
from bbclf.files import PRIVATE_PREFIX, content_suffix, locked, remove_stale
from bbclf.io.destinations import open_writer
from bbclf.io.items import Found, Record, Source, Warn
from bbclf.io.outputs import OutputFormat, PageWriter
from bbclf.io.paths import lies_in
from bbclf.io.run_manifest import InputState, RunManifest, state_of

__all__ = ["FolderDestination"]


class FolderDestination:
    """A folder that one run at a time writes to.

    Parameters
    ----------
    folder : str
    format : OutputFormat
    settings : mapping of str to JSON values
        What the output depends on.
    resume : bool
        Leave alone the files that an earlier run with the same settings has completed.
    warn : callable
        Told which files are done again, and why.
    rejects : str, optional
        A file that the run writes besides, perhaps into the folder.
    """

    def __init__(
        self,
        folder: str,
        format: OutputFormat,
        settings: Mapping[str, Any],
        resume: bool,
        warn: Warn,
        rejects: str | None = None,
    ) -> None:
        self._folder = Path(folder)
        self._format = format
        self._settings = settings
        self._resume = resume
        self._warn = warn
        self._others = set() if rejects is None else {os.path.abspath(rejects)}
        self._run = contextlib.ExitStack()
        self._file = contextlib.ExitStack()
        self._writer: PageWriter | None = None
        self._source: Source | None = None
        self._state: InputState | None = None

    def __enter__(self) -> Self:
        _make_folder(self._folder)
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(locked(self._folder / f"{PRIVATE_PREFIX}run.lock", self._folder))
            except OSError as error:
                raise OutputError(f"{self._folder}: cannot be written to: {error.strerror}") from error
            remove_stale(self._folder)
            self._manifest = RunManifest(self._folder, self._settings, self._resume, self._warn)
            stack.callback(self._manifest.close)
            self._run = stack.pop_all()
        return self

    def __exit__(self, *error: Any) -> bool | None:
        with self._run:
            return self._file.__exit__(*error)

    @property
    def finished_paths(self) -> set[str]:
        """Paths of files of the input that an earlier run has completed."""
        return self._manifest.finished_paths

    def unfinished(self, sources: Iterable[Found]) -> Iterator[Found]:
        """The sources that no earlier run has completed.

        Raises
        ------
        InputError
            Two sources, or a source and the rejects, would be written to the same file.
        """
        targets = set(self._others)
        for source in sources:
            if isinstance(source, Source):
                target = os.path.abspath(self._target(source))
                if target in targets:
                    raise InputError(
                        f"{self._target(source)} would be written twice: label this in a run of its own",
                        path=source.path,
                    )
                targets.add(target)
                if self._manifest.is_finished(source):
                    continue
            yield source

    def start_file(self, source: Source) -> None:
        """What is written from here on comes from this file of the input."""
        self._source = source
        self._state = state_of(source.path)

    def write(self, record: Record, rendered: bytes) -> None:
        """Write one page; the output file is made for the first of an input file."""
        self._opened().write(record, rendered)

    def end_file(self, keep_empty: bool, was_read: bool) -> None:
        """Complete the output file, and enter the file of the input in the manifest."""
        assert self._source is not None
        if keep_empty:
            self._opened()
        output = None if self._writer is None else self._target(self._source)
        self._writer = None
        self._file.close()
        if output is not None or was_read:
            self._manifest.finish(self._source, self._state, output)

    def _target(self, source: Source) -> Path:
        """The output file of an input file: its name, and the format's suffix unless it has it."""
        suffix, name = self._format.suffix, source.relative
        return self._folder / (name if content_suffix(name) == suffix else f"{name}{suffix}")

    def _opened(self) -> PageWriter:
        if self._writer is None:
            assert self._source is not None
            target = self._target(self._source)
            if not lies_in(os.path.realpath(target.parent), os.path.realpath(self._folder)):
                raise OutputError(f"{target}: a link leads out of {self._folder}: remove it, or write elsewhere")
            _make_folder(target.parent)
            self._writer = self._file.enter_context(open_writer(str(target), self._format))
        return self._writer


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror}") from error
