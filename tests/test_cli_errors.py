"""What ``bbclf predict`` says of bad input and bad options: one line, no traceback, exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_pages import TEXT, objects, prose, write_jsonl
from conftest import Bbclf


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere.txt"], "bbclf: nowhere.txt: no such file or directory"),
        (["empty-folder"], "bbclf: empty-folder: no pages in this directory: expected files named"),
        (["binary.txt"], "bbclf: binary.txt: binary content, neither text nor HTML"),
        (["broken.jsonl"], "bbclf: broken.jsonl:1: not a JSON record: Expecting"),
        (["page.txt", "--output", "no/where.txt"], "bbclf: no/where.txt: cannot be written: No such file"),
        (["page.txt", "--output", "o.parquet"], "bbclf: page.txt: only Parquet can be written as Parquet"),
        (["page.txt", "--resume"], "Error: Invalid value: --resume needs --output DIR/"),
        (["page.txt", "--keep", "some"], "Invalid value for '--keep'"),
    ],
)
def test_errors_are_said_in_one_line(tmp_path: Path, predict: Bbclf, args: list[str], message: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "broken.jsonl").write_text("{nonsense\n")
    done = predict(*args)
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert done.stdout == b""
    assert done.returncode == 2


def test_missing_model(bbclf: Bbclf) -> None:
    done = bbclf("predict", "--model", "nowhere", input=b"x")
    assert done.stderr.startswith(b"bbclf: nowhere: no such model folder")
    assert done.stderr.count(b"\n") == 1
    assert done.returncode == 2


def test_bad_records_are_reported_and_the_rest_labelled(tmp_path: Path, predict: Bbclf) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 5)
    lines = (tmp_path / "pages.jsonl").read_bytes().splitlines(keepends=True)
    lines[2] = b'{"text": \xff}\n'
    (tmp_path / "pages.jsonl").write_bytes(b"".join(lines))
    done = predict("pages.jsonl")
    assert done.stdout.decode() == "\n\n".join(prose(i) for i in (0, 1, 3, 4)) + "\n"
    assert b"pages.jsonl:3: not a JSON record" in done.stderr
    assert b"records failed 1" in done.stderr
    assert done.returncode == 2
    assert predict("pages.jsonl", "--rejects", "rejects.jsonl").returncode == 0
    (rejected,) = objects((tmp_path / "rejects.jsonl").read_bytes())
    assert rejected["record"] == '{"text": \\xff}'


def test_too_many_bad_records_end_the_run(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "pages.jsonl").write_text("{}\n" * 20)
    done = predict("pages.jsonl", "--max-errors", "3", "--rejects", "r.jsonl", "--output", "out.txt")
    assert done.stderr.decode().splitlines()[-1] == "bbclf: 4 bad records, more than --max-errors 3: stopped"
    assert done.returncode == 2
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["in/page.txt", "--output", "in/page.txt"], "in/page.txt: the run writes to in/page.txt"),
        (["in", "--output", "in/"], "in: the run writes to in/"),
        (["other", "in", "--output", "in/"], "in: the run writes to in/"),
        (["in/p*.txt", "--output", "link/"], "in/page.txt: the run writes to link/"),
        (["in/page.txt", "--rejects", "in/page.txt"], "in/page.txt: the run writes to in/page.txt"),
    ],
)
def test_no_input_is_written_over(tmp_path: Path, predict: Bbclf, args: list[str], said: str) -> None:
    for folder in ("in", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(TEXT)
    (tmp_path / "link").symlink_to("in")
    done = predict(*args)
    assert done.stderr.decode() == f"bbclf: {said}: write elsewhere, or leave this out\n"
    assert done.returncode == 2
    assert (tmp_path / "in/page.txt").read_text() == TEXT


def test_what_a_run_writes_into_its_input_is_not_read(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "bad.jsonl").write_text("{}\n")
    for _ in range(2):
        done = predict(".", "--output", "cleaned/", "--rejects", "rejects.jsonl")
        assert done.stderr.decode().splitlines()[-1].startswith("bbclf: pages 1, ")
        assert len(objects((tmp_path / "rejects.jsonl").read_bytes())) == 1
    assert [path.name for path in (tmp_path / "cleaned").iterdir()] == ["page.txt"]
