"""Paths, directories and globs: each file once, nothing left out in silence, no walk without end."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bbclf.errors import InputError
from bbclf.io.items import Place, Rejected, Skipped, Source
from bbclf.io.sources import find_sources


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


def test_directory_is_walked_in_order_and_strays_are_counted(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.html", "a/y.jsonl.gz", "a/logo.svg", "c.warc.gz", "old.txt.part"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = list(find_sources([str(tmp_path)]))
    named = [f"{source.relative} {source.format}" for source in found if isinstance(source, Source)]
    assert named == ["b.txt plain", "c.warc.gz warc", "a/y.jsonl.gz jsonl", "a/z.html html"]
    strays = {Path(source.place.path).name for source in found if isinstance(source, Skipped)}
    assert strays == {"logo.svg", "old.txt.part"}


def test_glob(tmp_path: Path) -> None:
    for name in ["b.txt", "a.txt", "c.html"]:
        (tmp_path / name).write_text("x")
    assert [Path(path).name for path in paths(f"{tmp_path}/*.txt")] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("name", ["nowhere.txt", "no*match"])
def test_nothing_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no such file or directory"):
        next(find_sources([str(tmp_path / name)]))


def test_directory_without_pages(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>")
    with pytest.raises(InputError, match="no pages in this directory"):
        list(find_sources([str(tmp_path)]))


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("index", b"<!DOCTYPE html><p>It rained.", "html"),
        ("article.php?id=3", b"\n<html><p>It rained.", "html"),
        ("notes", b"It rained.", "plain"),
        ("pages", b'{"text": "It rained."}', "jsonl"),
        ("crawl.dat", b"WARC/1.0\r\n", "warc"),
        ("crawl.2024", gzip.compress(b"WARC/1.0\r\n"), "warc"),
        ("xhtml.asp", b'<?xml version="1.0"?><html>', "html"),
        ("feed.rss", b'<?xml version="1.0"?><rss>', None),
        ("style.css", b"body { color: red }", None),
        ("data.json", b'{"text": "It rained."}', None),
        ("photo", bytes(range(256)), None),
        ("empty", b"", None),
    ],
)
def test_content_tells_what_a_name_does_not(tmp_path: Path, name: str, content: bytes, format: str | None) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text("x")
    first = next(find_sources([str(tmp_path)]))
    assert (first.format if isinstance(first, Source) else None) == format
    if format is None:
        assert first == Skipped(Place(f"{tmp_path}/{name}"), "other file")


def test_what_is_hidden_is_left_out_and_said(crawl: Path) -> None:
    (crawl / ".cache").write_text("x")
    (crawl / "below/.svn").mkdir()
    skipped = {item.place.path: item.kind for item in find_sources(["."]) if isinstance(item, Skipped)}
    assert {path: kind for path, kind in skipped.items() if "hidden" in kind} == {
        "./.git": "hidden folder",
        "./.cache": "hidden file",
        "./below/.svn": "hidden folder",
    }


def test_a_file_that_is_gone_or_locked_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ["gone.html", "locked", "page.html"]:
        (tmp_path / name).write_text("x")
    stat: Callable[[Any], Any] = os.stat

    def failing_stat(path: Any, **options: Any) -> Any:
        if str(path).endswith("gone.html"):
            raise FileNotFoundError(2, "No such file or directory", path)
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", path)
        return stat(path, **options)

    monkeypatch.setattr(os, "stat", failing_stat)
    found = list(find_sources([str(tmp_path)]))
    assert [(item.place.path, item.reason) for item in found if isinstance(item, Rejected)] == [
        (f"{tmp_path}/gone.html", "cannot be read: No such file or directory"),
        (f"{tmp_path}/locked", "cannot be read: Permission denied"),
    ]
