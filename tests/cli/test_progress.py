"""The progress bar: on a terminal, in runs that last, with the rate and the time left."""

from __future__ import annotations

import io
import re
import sys

import pytest

from bbclf.cli import progress
from bbclf.cli.progress import Bar
from bbclf.predict.run import Counts


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown_by(monkeypatch: pytest.MonkeyPatch, shown: bool, patience: float = 0.0) -> str:
    """What a run of three steps writes to its terminal."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(progress, "INTERVAL", 0.0)
    with Bar(shown) as bar:
        bar.n_bytes = 2_000_000
        for i in range(1, 4):
            bar.on_bytes(500_000)
            bar.on_counts(Counts(n_pages=1000 * i))
    return terminal.getvalue()


def test_it_shows_bytes_pages_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = shown_by(monkeypatch, True)
    assert "1.5/2.0 MB" in shown
    assert "3,000 pages, " in shown
    assert re.search(r"/s \S*(\d+:\d\d:\d\d|-:--:--)", shown)
    assert shown.endswith("\x1b[2K")  # the terminal is left clean


def test_it_shows_nothing_where_it_is_not_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_by(monkeypatch, False) == ""


def test_short_runs_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown_by(monkeypatch, True, patience=1000.0) == ""
