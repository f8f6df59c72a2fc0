"""Limits of ``bbclf predict``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli_pages import KEPT, TEXT, objects
from tests.support.run import Bbclf

LONG = b"rain " * 300_000


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_limits_of_the_command_line(tmp_path: Path, predict: Bbclf, jobs: str) -> None:
    (tmp_path / "long.txt").write_bytes(LONG)
    (tmp_path / "many.txt").write_text("x\n" * 1000)
    (tmp_path / "page.txt").write_text(TEXT)
    done = predict(".", "--max-page-mb", "1", "--max-lines", "100", "--jobs", jobs, "--rejects", "rejects.jsonl")
    assert done.stdout.decode() == KEPT
    assert done.stderr.decode().splitlines()[:2] == [
        "bbclf: ./long.txt: this file is longer than 1,048,576 bytes, too long for a page: see --max-page-mb",
        "bbclf: ./many.txt: the page has 1,000 lines, more than the 100 that are read: split it, or raise the limit"
        " (docs/limits.md)",
    ]
    assert [record["path"] for record in objects((tmp_path / "rejects.jsonl").read_bytes())] == [
        "./long.txt",
        "./many.txt",
    ]
    assert done.returncode == 0
    assert predict("*.txt", "--max-page-mb", "2", "--max-lines", "1000", "--jobs", jobs).returncode == 0
