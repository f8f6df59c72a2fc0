"""``bbclf convert``: labelled pages to the files of annotation tools and back, over no file that is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbclf import read_dataset
from bbclf.dataset import AnnotationTool, to_record
from tests.support.run import ROOT, Bbclf


@pytest.mark.parametrize("tool", ["label-studio", "doccano"])
def test_the_command(bbclf: Bbclf, tmp_path: Path, tool: AnnotationTool) -> None:
    demo = ROOT / "data/demo.jsonl"
    done = bbclf("convert", demo, "--to", tool, "-o", "tool.json.gz")
    assert (done.stderr, done.returncode) == (b"bbclf: pages converted 6\n", 0)
    assert bbclf("convert", "tool.json.gz", "--from", tool, "-o", "back.jsonl").returncode == 0
    assert list(map(to_record, read_dataset(tmp_path / "back.jsonl"))) == list(map(to_record, read_dataset(demo)))


def test_the_command_needs_one_direction(bbclf: Bbclf, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}")
    for options in ([], ["--to", "doccano", "--from", "doccano"]):
        done = bbclf("convert", "a.jsonl", "-o", "b.jsonl", *options)
        assert b"give --to or --from, one of them" in done.stderr
        assert done.returncode == 2
    done = bbclf("convert", "a.jsonl", "-o", "b.jsonl", "--from", "doccano")
    assert done.stderr.startswith(b"bbclf: a.jsonl:1: not a record with 'text' and 'label'")
    assert not (tmp_path / "b.jsonl").exists()


def test_the_command_writes_over_nothing(bbclf: Bbclf, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(demo := (ROOT / "data/demo.jsonl").read_bytes())
    done = bbclf("convert", "a.jsonl", "--to", "doccano", "-o", "a.jsonl")
    assert done.stderr.startswith(b"bbclf: a.jsonl: the run writes to a.jsonl: write elsewhere")
    assert (tmp_path / "a.jsonl").read_bytes() == demo
    done = bbclf("convert", "a.jsonl", "--to", "doccano", "-o", "-")
    assert done.stderr == b"bbclf: pages are converted to a file: give --output FILE\n"
    (tmp_path / "empty.jsonl").touch()
    done = bbclf("convert", "empty.jsonl", "--to", "doccano", "-o", "b.jsonl")
    assert done.stderr == b"bbclf: empty.jsonl: no labelled page in it\n"
    assert done.returncode == 2
