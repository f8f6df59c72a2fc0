"""What is no page is counted by kind, and named: the first ten files, or all."""

from __future__ import annotations

from pathlib import Path

from bbclf.io.items import Place, Skipped
from bbclf.predict.left_out import LeftOut
from tests.support.cli_pages import TEXT
from tests.support.run import Bbclf

FILES = [Skipped(Place(f"{i}.svg"), "other file") for i in range(12)]
RECORDS = [Skipped(Place("a.warc", i), "image/png") for i in range(20)]


def test_the_first_files_are_named() -> None:
    said: list[str] = []
    left_out = LeftOut(said.append)
    for skipped in FILES + RECORDS:
        left_out.add(skipped)
    assert said == []
    left_out.name_files()
    assert said[:2] == ["left out: 0.svg: other file", "left out: 1.svg: other file"]
    assert said[10:] == ["left out: 2 files more: --verbose names all"]
    assert left_out.summary() == "not pages 32 (image/png 20, other file 12)"


def test_all_are_named() -> None:
    said: list[str] = []
    left_out = LeftOut(said.append, all=True)
    for skipped in FILES + RECORDS:
        left_out.add(skipped)
    left_out.name_files()
    assert len(said) == 32
    assert said[-1] == "left out: a.warc:19: image/png"


def test_nothing_is_left_out() -> None:
    assert LeftOut(print).summary() == ""


def test_the_command_line(tmp_path: Path, predict: Bbclf) -> None:
    for i in range(12):
        (tmp_path / f"{i:02}.css").write_text("p {}")
    (tmp_path / "page").write_text(f"<!DOCTYPE html><p>{TEXT}")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config.txt").write_text(TEXT)
    *named, more, summary = predict(".").stderr.decode().splitlines()
    assert len(named) == 10
    assert named[0] == "bbclf: left out: ./.git: hidden folder"
    assert more == "bbclf: left out: 3 files more: --verbose names all"
    assert summary.startswith("bbclf: pages 1, ")
    assert summary.endswith("not pages 13 (other file 12, hidden folder 1)")
    assert len(predict(".", "-v").stderr.splitlines()) == 14
