"""What ``bbclf predict`` says of bad input and bad options: one line, no traceback, exit code 2."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli_pages import HTML, KEPT, TEXT, objects, prose, write_jsonl
from tests.support.run import Bbclf


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nowhere.txt"], "bbclf: nowhere.txt: no such file or directory"),
        (["empty-folder"], "bbclf: empty-folder: no pages in this directory: expected files named"),
        (["binary.txt"], "bbclf: binary.txt: binary content, neither text nor HTML"),
        (["broken.jsonl"], "bbclf: broken.jsonl:1: not a JSON record: Expecting"),
        (["page.txt", "--output", "no/where.txt"], "bbclf: no/where.txt: cannot be written: No such file"),
        (["page.txt", "--output", "o.csv"], "bbclf: o.csv: no format of output is named .csv: name it .html .jsonl"),
        (["page.html", "--to", "attributes"], "bbclf: page.html: attributes are places in a text, which HTML does not"),
        (["page.txt", "--max-page-mb", "9999999999999"], "Invalid value for '--max-page-mb'"),
        (["a" * 300], f"bbclf: {'a' * 300}: no such file or directory"),
        (["page.txt", "--output", "a" * 300], f"bbclf: {'a' * 300}: cannot be written: File name too long"),
        (["page.txt", "--resume"], "Error: Invalid value: --resume needs --output DIR/"),
        (["page.txt", "--keep", "some"], "Invalid value for '--keep'"),
        (["https://example.org/a"], "https://example.org/a: an address, and nothing is fetched: save the page"),
        ([""], "bbclf: a path is empty: name a file or directory"),
        (["page.txt", "--output", ""], "bbclf: --output is empty: name a file"),
        (["page.txt", "--links"], "--links needs --to markdown or html, and changes nothing in text: leave it out"),
        (["page.txt", "--to", "markdown", "--strip-markup"], "--strip-markup needs --to text, jsonl, record or par"),
        (["page.txt", "--to", "report", "--comments"], "--comments needs --to text, markdown, html, jsonl, record"),
        (["page.txt", "--to", "attributes", "--no-headline"], "and changes nothing in attributes: leave it out"),
        (["page.txt", "--to", "jsonl", "--text-field", "a"], "--text-field needs --to record or parquet"),
        (["page.html", "--from", "html", "--view", "text"], "--view text is for texts: leave it out"),
    ],
)
def test_errors_are_said_in_one_line(tmp_path: Path, predict: Bbclf, args: list[str], message: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "page.txt").write_text(TEXT)
    (tmp_path / "page.html").write_text(HTML)
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "broken.jsonl").write_text("{nonsense\n")
    done = predict(*args)
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert done.stdout == b""
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (b"5", "a record must be a JSON object, got int"),
        (b'["text"]', "a record must be a JSON object, got list"),
        (b'{"text": null, "n": 1}', "a record needs the field 'text' or 'html', this has 'text' (null), 'n':"),
        (b'{"body": "x"}', "this has 'body': --input-field and --html-field name others"),
        (b'{"text": {"a": 1}}', "field 'text' must be text, got dict"),
        (b'{"text": "x", "n": 1e400}', "not a JSON record in UTF-8: the number 1e400 is out of range"),
        (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", "not a JSON record in UTF-8: Exceeds the limit"),
        (b'{"text": "x", "n": ' + b"[" * 100_000, "not a JSON record that can be read: arrays or objects are nested"),
        (b'{"text": "x"', "not a JSON record: Expecting ',' delimiter at character 1"),
    ],
    ids=range(9),
)
def test_a_bad_record_is_said_in_one_line(predict: Bbclf, record: bytes, said: str) -> None:
    done = predict("-", "--from", "jsonl", "--quiet", "--to", "record", input=record + b'\n{"text": ""}\n')
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("bbclf: -:1: ")
    assert said in line
    assert (done.stdout, done.returncode) == (b'{"text": ""}\n', 2)


def test_html_read_as_text_is_warned_of_in_one_line(
    tmp_path: Path, environment: dict[str, str], plain_model: Path
) -> None:
    (tmp_path / "page.html").write_text(HTML)
    command = [
        sys.executable,
        "-m",
        "bbclf",
        "predict",
        "--quiet",
        "--model",
        plain_model,
        "page.html",
        "--from",
        "text",
    ]
    shown = environment | {"PYTHONWARNINGS": "default"}
    done = subprocess.run(command, cwd=tmp_path, env=shown, capture_output=True, text=True, check=False)
    assert done.stderr.startswith("bbclf: this text is HTML")
    assert done.stderr.count("\n") == 1


def test_odd_names_of_files_stay_in_their_line(tmp_path: Path, predict: Bbclf) -> None:
    odd = os.fsencode(tmp_path) + b"/new\nline \x1b[31m \xff.txt"
    with open(odd, "wb") as file:
        file.write(bytes(range(256)))
    done = predict(str(tmp_path), "--quiet")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith(f"bbclf: {tmp_path}/new\\nline \\x1b[31m \\udcff.txt: binary content")
    missing = predict("no\nsuch").stderr.decode()
    assert missing == "bbclf: no\\nsuch: no such file or directory\n"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="reads a file of Linux that fails")
def test_a_file_that_fails_to_be_read_is_not_taken_for_the_output(predict: Bbclf) -> None:
    for args in (["--from", "text"], ["--from", "jsonl"], []):
        done = predict("/proc/self/mem", "--quiet", *args)
        assert done.stderr == b"bbclf: /proc/self/mem: cannot be read: Input/output error\n"
        assert done.returncode == 2


@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [
        ("<&-", 2, "bbclf: -: cannot be read: it is closed\n"),
        (">&-", 2, "bbclf: standard output is closed: give --output\n"),
        ("2>&-", 0, ""),
    ],
)
def test_closed_standard_streams(
    tmp_path: Path, environment: dict[str, str], plain_model: Path, closed: str, code: int, said: str
) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    path = "" if closed == "<&-" else "page.txt"
    command = f"{shlex.quote(sys.executable)} -m bbclf predict --quiet --model {plain_model} {path} {closed}"
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (code, said)
    assert done.stdout == (KEPT if code == 0 else "")


def test_messages_never_come_among_the_data(tmp_path: Path, environment: dict[str, str]) -> None:
    command = f"{shlex.quote(sys.executable)} -m bbclf predict nowhere 2>&-"
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, check=False)
    assert (done.returncode, done.stdout) == (2, b"")


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
    assert [path.name for path in (tmp_path / "cleaned").glob("[!.]*")] == ["page.txt"]
