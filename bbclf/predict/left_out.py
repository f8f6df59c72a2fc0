"""What a run leaves out: counted by kind, and named."""

from __future__ import annotations

from collections import Counter

from bbclf.io.items import Skipped, Warn

__all__ = ["MAX_NAMES", "LeftOut"]

MAX_NAMES = 10
"""Files that are named unless all are asked for."""


class LeftOut:
    """Counts what is not a page, and names it.

    Parameters
    ----------
    warn : callable
        Told the names.
    all : bool
        Name all files and records as they are met; otherwise the first files, at the end.
    """

    def __init__(self, warn: Warn, all: bool = False) -> None:
        self._warn = warn
        self._all = all
        self._first_files: list[Skipped] = []
        self._n_files = 0
        self._n_of_kind: Counter[str] = Counter()

    def add(self, skipped: Skipped) -> None:
        """Count one more."""
        self._n_of_kind[skipped.kind] += 1
        if self._all:
            self._name(skipped)
        elif skipped.place.number is None:
            self._n_files += 1
            if self._n_files <= MAX_NAMES:
                self._first_files.append(skipped)

    def name_files(self) -> None:
        """Name the first files, and say how many more there are."""
        for skipped in self._first_files:
            self._name(skipped)
        if self._n_files > MAX_NAMES:
            self._warn(f"left out: {self._n_files - MAX_NAMES:,} files more: --verbose names all")

    def summary(self) -> str:
        """The counts as one line of text, empty if there are none; the largest first."""
        total = self._n_of_kind.total()
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in self._n_of_kind.most_common())
        return f"not pages {total:,} ({kinds})" if total else ""

    def _name(self, skipped: Skipped) -> None:
        self._warn(f"left out: {skipped.place}: {skipped.kind}")
