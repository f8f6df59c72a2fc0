"""A review: pages, their labels, and the file that holds them at every moment."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, Self

from bbclf.errors import InputError, OutputError
from bbclf.files import COMPRESSED_SUFFIXES, locked, replacing
from bbclf.files.names import LOCK_SUFFIX, PRIVATE_PREFIX
from bbclf.labels import LABELS
from bbclf.review.drafts import Draft
from bbclf.review.reviewed_page import ReviewedPage
from bbclf.review.slots import LineState, Slot, encode_page, encode_state

__all__ = ["Review"]


class Change(NamedTuple):
    """A correction that can be taken back."""

    page: int
    line: int
    before: LineState


class Review:
    """Pages whose labels a person corrects; a context manager that holds the file.

    The file is labelled data (:mod:`bbclf.dataset`), complete and valid after each correction.

    Parameters
    ----------
    drafts : iterable of Draft
        From :func:`bbclf.review.read_drafts`.
    path : path
        The file, JSONL without compression; replaced if it is there.

    Attributes
    ----------
    pages : list of ReviewedPage
        In the order of the file.

    Raises
    ------
    InputError
        There is no page.
    OutputError
        The file cannot be written, or another process reviews it.
    """

    def __init__(self, drafts: Iterable[Draft], path: str | os.PathLike[str]) -> None:
        self._path = Path(path)
        if self._path.suffix in COMPRESSED_SUFFIXES:
            raise OutputError(f"{path}: labels cannot be replaced in a compressed file: give a name without its suffix")
        self.pages: list[ReviewedPage] = []
        self._slots: list[list[Slot]] = []
        self._changes: list[Change] = []
        self._lock = threading.Lock()
        self._stack = ExitStack()
        try:
            lock = self._path.with_name(f"{PRIVATE_PREFIX}review-{self._path.name}{LOCK_SUFFIX}")
            self._stack.enter_context(locked(lock, self._path))
            self._write(drafts)
            self._file = self._stack.enter_context(self._path.open("r+b", buffering=0))
        except OSError as error:
            self.close()
            raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, after the correction that is being saved."""
        with self._lock:
            self._stack.close()

    def doubtful_first(self) -> list[int]:
        """Numbers of the pages, those with the most doubtful line first; pages without lines come last."""
        return sorted(range(len(self.pages)), key=lambda number: min(self.pages[number].margins, default=2.0))

    def set_label(self, page: int, line: int, label: str) -> None:
        """Give a line its label, or confirm the one that it has; it is in the file when this returns.

        A line that was undecided counts from then on.

        Parameters
        ----------
        page, line : int
            Numbers, from 0.
        label : {"content", "boilerplate"}

        Raises
        ------
        InputError
            There is no such line or label.
        OutputError
            The file cannot be written.
        """
        if label not in LABELS:
            raise InputError(f"label must be 'content' or 'boilerplate', got {label!r}")
        if not (0 <= page < len(self.pages) and 0 <= line < len(self.pages[page].lines)):
            raise InputError(f"there is no line {line} of page {page}, both counted from 0")
        with self._lock:
            before = self.pages[page].states[line]
            self._set(page, line, before.corrected(label))
            self._changes.append(Change(page, line, before))

    def undo(self) -> tuple[int, int] | None:
        """Take back the last correction of this session.

        Returns
        -------
        (page, line) or None
            Whose state is again what it was; None if there is nothing to take back.
        """
        with self._lock:
            if not self._changes:
                return None
            page, line, before = self._changes[-1]
            self._set(page, line, before)
            self._changes.pop()
            return page, line

    def summary(self) -> dict[str, Any]:
        """The pages as JSON values, in the order of :meth:`doubtful_first`."""
        return {"pages": [self.pages[number].summary(number) for number in self.doubtful_first()]}

    def _set(self, page: int, line: int, state: LineState) -> None:
        start, width = self._slots[page][line]
        try:
            self._file.seek(start)
            self._file.write(encode_state(state, width))
            os.fsync(self._file.fileno())
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written: {error.strerror or error}") from error
        self.pages[page].states[line] = state

    def _write(self, drafts: Iterable[Draft]) -> None:
        """The file as the review begins."""
        n_bytes = 0
        with replacing(self._path) as stream:
            for draft in drafts:
                encoded, slots = encode_page(draft.as_record(), draft.states, n_bytes)
                stream.write(encoded)
                n_bytes += len(encoded)
                self._slots.append(slots)
                page, labelled = draft.page.page, draft.labelled
                self.pages.append(
                    ReviewedPage(
                        page.id or "", page.view, page.lines, labelled.p_boilerplate, labelled.threshold, draft.states
                    )
                )
            if not self.pages:
                raise InputError("no page to review: give labelled pages (JSONL), HTML or text")
