"""Paths, directories and globs: each file once, nothing left out in silence, no walk without end."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bbclf.io.records import Rejected, Skipped
from bbclf.io.sources import Source, find_sources


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A crawl with links that go round, as the working directory."""
    for name in ["a.txt", "below/b.txt", "below/far/c.txt", "below/far/d.html", ".git/e.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    for link in ["self", "below/up", "below/far/top"]:
        (tmp_path / link).symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def paths(*given: str) -> list[str]:
    return [source.path for source in find_sources(given) if isinstance(source, Source)]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("**/*.txt", ["a.txt", "below/b.txt", "below/far/c.txt"]),
        ("below/**/*.txt", ["below/b.txt", "below/far/c.txt"]),
        ("**/far/*.html", ["below/far/d.html"]),
        ("**/far/**/*.html", ["below/far/d.html"]),
        ("b*/**", ["below/b.txt", "below/far/c.txt", "below/far/d.html"]),
        ("below/*.txt", ["below/b.txt"]),
    ],
)
def test_stars_match_each_file_once_and_follow_no_link(crawl: Path, pattern: str, expected: list[str]) -> None:
    assert paths(pattern) == expected
    assert paths(f"{crawl}/{pattern}") == [f"{crawl}/{path}" for path in expected]


def test_a_directory_follows_no_link(crawl: Path) -> None:
    assert paths("below") == ["below/b.txt", "below/far/c.txt", "below/far/d.html"]
    skipped = [source.place.path for source in find_sources(["below"]) if isinstance(source, Skipped)]
    assert skipped == ["below/up", "below/far/top"]


@pytest.mark.parametrize(("locked", "n_found"), [("far", 2), ("crawl", 0)])
def test_a_directory_that_cannot_be_listed_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: str, n_found: int
) -> None:
    for name in ["crawl/a.txt", "crawl/far/b.txt", "crawl/near/c.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    scandir: Callable[[Any], Any] = os.scandir

    def locked_scandir(path: Any) -> Any:
        if Path(path).name == locked:
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", locked_scandir)  # a test that is run by root may list anything
    found = list(find_sources([str(tmp_path / "crawl")]))
    assert sum(isinstance(source, Source) for source in found) == n_found
    (rejected,) = (source for source in found if isinstance(source, Rejected))
    assert Path(rejected.place.path).name == locked
    assert rejected.reason == "this directory cannot be listed: Permission denied"
