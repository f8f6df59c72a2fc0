"""``--resume`` and two runs at once: what is complete stays, all else is done again, and differences are said."""

from __future__ import annotations

import gzip
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bbclf.io.run_manifest import RUN_MANIFEST
from tests.cli.test_faults import outputs, start
from tests.support.cli_pages import KEPT, TEXT, objects, write_jsonl
from tests.support.run import Bbclf

INTO_FOLDER = ["in", "--output", "out/", "--to", "jsonl"]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in "abc":
        write_jsonl(tmp_path / f"in/{name}.jsonl", 3)
    return tmp_path


def identity(path: Path) -> tuple[int, int]:
    return path.stat().st_ino, path.stat().st_mtime_ns


def test_a_complete_run_is_left_alone(files: Path, predict: Bbclf) -> None:
    predict(*INTO_FOLDER)
    before = {path: identity(path) for path in outputs(files / "out")}
    assert len(before) == 3
    done = predict(*INTO_FOLDER, "--resume")
    assert done.stderr.startswith(b"bbclf: pages 0, ")
    assert {path: identity(path) for path in outputs(files / "out")} == before


@pytest.mark.parametrize("damage", ["cut", "changed", "gone"])
def test_a_damaged_output_is_made_again(files: Path, predict: Bbclf, damage: str) -> None:
    predict(*INTO_FOLDER)
    path = files / "out/b.jsonl"
    whole = path.read_bytes()
    state = path.stat()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(whole[:-30] if damage == "cut" else whole[:-30] + bytes(30))
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    done = predict(*INTO_FOLDER, "--resume")
    said = "gone" if damage == "gone" else "damaged"
    assert done.stderr.decode().splitlines()[0] == f"bbclf: out/b.jsonl is {said}: labelled again"
    assert done.stderr.decode().splitlines()[1].startswith("bbclf: pages 3, ")
    assert path.read_bytes() == whole


def test_a_changed_input_is_labelled_again(files: Path, predict: Bbclf) -> None:
    predict(*INTO_FOLDER)
    write_jsonl(files / "in/b.jsonl", 5)
    done = predict(*INTO_FOLDER, "--resume")
    assert done.stderr.decode().startswith("bbclf: in/b.jsonl has changed: labelled again\nbbclf: pages 5, ")
    assert len(objects((files / "out/b.jsonl").read_bytes())) == 5


def test_other_options_are_said(files: Path, predict: Bbclf) -> None:
    predict(*INTO_FOLDER)
    before = {path: identity(path) for path in outputs(files / "out")}
    done = predict(*INTO_FOLDER, "--resume", "--keep", "all", "--threshold", "0.3")
    assert done.stderr.decode() == (
        "bbclf: threshold 0.3 on every page: the model's rules for single pages are off\n"
        "bbclf: out: the run to resume differs: keep was 'content' and is 'all', threshold was None and is 0.3: give"
        " what it had, write to another folder, or leave out --resume to label everything again\n"
    )
    assert done.returncode == 2
    assert {path: identity(path) for path in outputs(files / "out")} == before


def test_another_model_is_said(files: Path, predict: Bbclf) -> None:
    predict(*INTO_FOLDER)
    settings, *records = (files / "out" / RUN_MANIFEST).read_text().splitlines()
    changed = json.loads(settings)
    changed["settings"]["model"] = "older"
    (files / "out" / RUN_MANIFEST).write_text("\n".join([json.dumps(changed), *records, ""]))
    done = predict(*INTO_FOLDER, "--resume")
    assert b"the run to resume differs: model was 'older' and is 'plain-1'" in done.stderr


def test_records_that_a_person_has_changed_are_no_records(files: Path, predict: Bbclf) -> None:
    predict(*INTO_FOLDER)
    settings, a, b, c = (json.loads(line) for line in (files / "out" / RUN_MANIFEST).read_text().splitlines())
    del a["size"]
    b["path"] = 5
    c["output"] = "c\0.jsonl"
    changed = "".join(json.dumps(record) + "\n" for record in (settings, a, b, c))
    (files / "out" / RUN_MANIFEST).write_text(changed)
    done = predict(*INTO_FOLDER, "--resume")
    assert done.stderr.decode().splitlines()[0] == "bbclf: out/c\\x00.jsonl is gone: labelled again"
    assert done.stderr.decode().splitlines()[1].startswith("bbclf: pages 9, ")


def test_without_resume_all_is_done_again(files: Path, predict: Bbclf) -> None:
    predict(*INTO_FOLDER)
    done = predict(*INTO_FOLDER, "--keep", "all")
    assert done.stderr.startswith(b"bbclf: pages 9, ")


def test_a_file_of_bad_records_is_not_met_again_and_one_that_cannot_be_read_is(files: Path, predict: Bbclf) -> None:
    (files / "in/b.jsonl").write_text("{}\n")
    (files / "in/c.jsonl").write_bytes(bytes(range(256)))
    predict(*INTO_FOLDER)
    done = predict(*INTO_FOLDER, "--resume")
    (said, _) = done.stderr.decode().splitlines()
    assert said.startswith("bbclf: in/c.jsonl: binary content")


def test_two_runs_into_one_folder(files: Path, environment: dict[str, str], plain_model: Path, predict: Bbclf) -> None:
    first = start(files, environment, "-", *INTO_FOLDER, "--from", "jsonl", "--model", plain_model)
    while not (files / "out" / RUN_MANIFEST).exists():
        assert first.poll() is None
    done = predict(*INTO_FOLDER)
    assert done.stderr == b"bbclf: out: another run is writing to it: wait for its end, or write elsewhere\n"
    assert done.returncode == 2
    first.communicate(b'{"text": ""}\n')
    assert first.returncode == 0
    assert sorted(path.name for path in outputs(files / "out")) == ["a.jsonl", "b.jsonl", "c.jsonl", "stdin.jsonl"]


def test_two_runs_into_one_file(files: Path, environment: dict[str, str], plain_model: Path, predict: Bbclf) -> None:
    first = start(files, environment, "-", "--output", "out.txt", "--model", plain_model)
    while not list(files.glob(".bbclf-*.part")):
        assert first.poll() is None
    done = predict("in/a.jsonl", "--output", "out.txt")
    assert done.stderr == b"bbclf: out.txt: another run is writing to it: wait for its end, or write elsewhere\n"
    first.communicate(TEXT.encode())
    assert (files / "out.txt").read_text() == KEPT
    assert sorted(path.name for path in files.iterdir()) == ["in", "out.txt"]


def test_no_link_leads_out_of_the_folder(files: Path, predict: Bbclf) -> None:
    (files / "in/below").mkdir()
    (files / "in/below/page.txt").write_text(TEXT)
    (files / "mine").mkdir()
    (files / "mine/page.txt.jsonl").write_text("mine")
    (files / "out").mkdir()
    (files / "out/below").symlink_to("../mine")
    done = predict(*INTO_FOLDER)
    assert b"out/below/page.txt.jsonl: a link leads out of out: remove it, or write elsewhere" in done.stderr
    assert (files / "mine/page.txt.jsonl").read_text() == "mine"


def test_rejects_are_compressed_when_named_so_and_resumed(files: Path, predict: Bbclf) -> None:
    for name in "ab":
        (files / f"in/{name}.jsonl").write_text('{}\n{"text": ""}\n[]\n')
    args = [*INTO_FOLDER, "--rejects", "rejects.jsonl.gz"]
    assert predict(*args).returncode == 0
    rejects = objects(gzip.decompress((files / "rejects.jsonl.gz").read_bytes()))
    assert [(reject["path"], reject["number"]) for reject in rejects] == [
        ("in/a.jsonl", 1), ("in/a.jsonl", 3), ("in/b.jsonl", 1), ("in/b.jsonl", 3),
    ]  # fmt: skip
    assert rejects[1]["error"] == "a record must be a JSON object, got list"
    (files / "out/b.jsonl").unlink()
    assert predict(*args, "--resume").returncode == 0
    assert objects(gzip.decompress((files / "rejects.jsonl.gz").read_bytes())) == rejects


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["in/a.jsonl", "--output", "r.jsonl", "--rejects", "r.jsonl"], "r.jsonl: --rejects and --output are the same"),
        (["in/a.jsonl", "--output", "hard"], "in/a.jsonl: the run writes to hard"),
        (["in/a.jsonl", "--rejects", "hard"], "in/a.jsonl: the run writes to hard"),
        (["in", "--output", "in/b.jsonl"], "in/b.jsonl: exists, and lies in in, which is labelled"),
        (["in/a.jsonl", "--rejects", "in/c.jsonl"], "in/c.jsonl:1: no file of rejects"),
        (["in", "--output", "out/", "--rejects", "out/a.txt"], "out/a.txt would be written twice"),
    ],
)
def test_nothing_is_written_over(files: Path, predict: Bbclf, args: list[str], said: str) -> None:
    (files / "in/a.txt").write_text(TEXT)
    os.link(files / "in/a.jsonl", files / "hard")
    before = {path: path.read_bytes() for path in files.rglob("*") if path.is_file()}
    done = predict(*args)
    assert said in done.stderr.decode()
    assert done.returncode == 2
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize(
    ("redirected", "said"),
    [
        ("- --output in/a.jsonl < in/a.jsonl", "-: the run reads in/a.jsonl and would write to it"),
        ("in/a.jsonl --rejects r.jsonl > r.jsonl", "r.jsonl: --rejects and --output are the same file"),
    ],
)
def test_redirected_streams_are_files_too(
    files: Path, environment: dict[str, str], plain_model: Path, redirected: str, said: str
) -> None:
    before = (files / "in/a.jsonl").read_bytes()
    command = f"{shlex.quote(sys.executable)} -m bbclf predict --model {plain_model} {redirected}"
    done = subprocess.run(
        command, shell=True, cwd=files, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr.startswith(f"bbclf: {said}")
    assert done.returncode == 2
    assert (files / "in/a.jsonl").read_bytes() == before
