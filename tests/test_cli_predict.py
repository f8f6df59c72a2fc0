"""``bbclf predict`` as a subprocess on real files, with a model that calls short lines boilerplate."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import Bbclf
from test_files import zstd
from test_io import html_page, warc_record

PROSE = "It rained all night, and in the morning the river stood at the door."
TEXT = f"Home\nAbout us\n\n  {PROSE}\nShare\n"
HTML = f"<html><body><nav><a href='/'>Home</a></nav><p>{PROSE}</p></body></html>"


@pytest.fixture
def predict(bbclf: Bbclf, plain_model: Path) -> Bbclf:
    return partial(bbclf, "predict", "--model", plain_model)


def objects(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def prose(number: int) -> str:
    return f"This is paragraph number {number} of a page, and it is long enough."


def write_jsonl(path: Path, n_records: int) -> None:
    records = [{"id": i, "text": f"Menu\n{prose(i)}"} for i in range(n_records)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


def test_text_file(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    done = predict("page.txt")
    assert done.stdout.decode() == PROSE + "\n"
    assert done.stderr.decode() == ("bbclf: pages 1, lines of content 1, of boilerplate 3, records failed 0\n")
    assert done.returncode == 0


def test_html_file(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "page.html").write_text(HTML)
    assert predict("page.html").stdout.decode() == PROSE + "\n"


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        ("content", f"{PROSE}\n"),
        ("boilerplate", "Home\nAbout us\nShare\n"),
        ("all", f"- Home\n- About us\n+ {PROSE}\n- Share\n"),
    ],
)
def test_keep(predict: Bbclf, keep: str, expected: str) -> None:
    assert predict("-", "--keep", keep, input=TEXT.encode()).stdout.decode() == expected


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        ("content", f"{PROSE}\n"),
        ("boilerplate", "Home\n"),
        ("all", f"- Home\n+ {PROSE}\n"),
    ],
)
def test_strip_markup(predict: Bbclf, keep: str, expected: str) -> None:
    text = f"[b]Home[/b]\n{PROSE}<br/>\n[slider-pro id=”12″ type=”gallery-text/javascript”]\n"
    done = predict("--strip-markup", "--keep", keep, input=text.encode())
    assert done.stdout.decode() == expected


def test_strip_markup_leaves_the_lines_alone(predict: Bbclf) -> None:
    text = f"Home\n[row id=”1″] {PROSE}"
    (page,) = objects(predict("--strip-markup", "--to", "jsonl", "--view", "text", input=text.encode()).stdout)
    assert page["text"] == PROSE
    assert [line["text"] for line in page["lines"]] == text.split("\n")
    (record,) = objects(predict("--strip-markup", "--to", "record", input=text.encode()).stdout)
    assert record["text"] == PROSE


def test_standard_input_is_the_default(predict: Bbclf) -> None:
    assert predict(input=TEXT.encode()).stdout.decode() == PROSE + "\n"
    assert predict(input=HTML.encode()).stdout.decode() == PROSE + "\n"


def test_threshold(predict: Bbclf) -> None:
    assert predict("--threshold", "0", input=TEXT.encode()).stdout == b""
    assert predict("--threshold", "1", input=TEXT.encode()).stdout.decode().count("\n") == 4


def test_empty_file(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "empty.txt").touch()
    done = predict("empty.txt", "--quiet")
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)


def test_jsonl_output(predict: Bbclf) -> None:
    (page,) = objects(predict("--to", "jsonl", "--view", "text", input=TEXT.encode()).stdout)
    assert (page["id"], page["view"], page["model"], page["text"]) == ("stdin", "text", "plain-1", PROSE)
    assert [line["label"][0] for line in page["lines"]] == ["b", "b", "c", "b"]
    assert [line["p_boilerplate"] for line in page["lines"]] == [0.9, 0.9, 0.1, 0.9]
    for line in page["lines"]:
        assert TEXT[line["start"] : line["end"]] == line["text"]


def test_attributes_output(predict: Bbclf) -> None:
    data = json.dumps({"id": "a", "text": TEXT}).encode()
    (page,) = objects(predict("--to", "attributes", input=data).stdout)
    assert page["id"] == "a"
    (spans,) = page["attributes"].values()
    assert [TEXT[start:end] for start, end, _ in spans] == ["Home", "About us", PROSE, "Share"]


def test_html_output_is_escaped(predict: Bbclf) -> None:
    shown = predict("--to", "html", input=f"{TEXT}<script>alert(1)</script>".encode()).stdout.decode()
    assert PROSE in shown
    assert "<script>" not in shown


def test_record_output_adds_or_replaces_a_field(predict: Bbclf) -> None:
    record = {"b": [1.5, None], "text": TEXT, "a": {"deep": "ü\ud800"}}
    data = json.dumps(record).encode()
    (added,) = objects(predict("--text-field", "clean", input=data).stdout)
    assert list(added) == ["b", "text", "a", "clean"]
    assert added == {**record, "clean": PROSE}
    (replaced,) = objects(predict("--to", "record", input=data).stdout)
    assert list(replaced) == ["b", "text", "a"]
    assert replaced == {**record, "text": PROSE}


@pytest.mark.parametrize("compress", [gzip.compress, zstd])
def test_compressed_jsonl_to_compressed_jsonl(tmp_path: Path, predict: Bbclf, compress: Any) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 3)
    (tmp_path / "pages.jsonl.packed").write_bytes(compress((tmp_path / "pages.jsonl").read_bytes()))
    assert predict("pages.jsonl.packed", "--output", "out.jsonl.gz").returncode == 0
    pages = objects(gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()))
    assert [page["text"] for page in pages] == [prose(i) for i in range(3)]


def test_parquet_to_parquet(tmp_path: Path, predict: Bbclf) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    when = arrow.array([1, 2, 3], type=arrow.timestamp("ns"))
    table = arrow.table({"when": when, "text": [TEXT, None, prose(3)], "tags": [["x"], [], None]})
    parquet.write_table(table, tmp_path / "in.parquet")
    done = predict("in.parquet", "--output", "out.parquet", "--text-field", "clean")
    assert b"in.parquet:2: a record needs the field" in done.stderr
    assert done.returncode == 2
    written = parquet.read_table(tmp_path / "out.parquet")
    assert written.select(table.column_names).equals(table.take([0, 2]))
    assert written["clean"].to_pylist() == [PROSE, prose(3)]


def test_warc_with_a_damaged_member(tmp_path: Path, predict: Bbclf) -> None:
    pytest.importorskip("fastwarc")
    members = [gzip.compress(warc_record(i, html_page(i))) for i in range(4)]
    members[1] = members[1][:40] + bytes(50) + members[1][90:]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(members))
    done = predict("crawl.warc.gz", "--to", "jsonl", "--rejects", "rejects.jsonl")
    assert [page["id"] for page in objects(done.stdout)] == [f"<urn:uuid:{i}>" for i in (0, 2, 3)]
    (rejected,) = objects((tmp_path / "rejects.jsonl").read_bytes())
    assert (rejected["path"], rejected["number"]) == ("crawl.warc.gz", 2)
    assert done.returncode == 0


def test_wet_file(tmp_path: Path, predict: Bbclf) -> None:
    pytest.importorskip("fastwarc")
    members = [gzip.compress(warc_record(i, prose(i).encode(), "conversion", "text/plain")) for i in range(3)]
    (tmp_path / "crawl.warc.wet.gz").write_bytes(b"".join(members))
    pages = objects(predict("crawl.warc.wet.gz", "--to", "jsonl").stdout)
    assert [(page["id"], page["view"]) for page in pages] == [(f"<urn:uuid:{i}>", "text") for i in range(3)]
    assert [page["lines"][0]["text"] for page in pages] == [prose(i) for i in range(3)]


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


def test_jobs_keep_the_order(tmp_path: Path, predict: Bbclf) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 1500)
    alone = predict("pages.jsonl", "--to", "jsonl")
    together = predict("pages.jsonl", "--to", "jsonl", "--jobs", "2")
    assert [page["id"] for page in objects(alone.stdout)] == [str(i) for i in range(1500)]
    assert together.stdout == alone.stdout
    assert together.stderr == alone.stderr


def test_directory_to_directory(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "in/below").mkdir(parents=True)
    (tmp_path / "in/page.txt").write_text(TEXT)
    (tmp_path / "in/below/page.html").write_text(HTML)
    (tmp_path / "in/below/empty.jsonl").touch()
    (tmp_path / "in/logo.svg").write_text("<svg/>")
    done = predict("in", "--output", "out/")
    assert done.stderr.endswith(b"records failed 0, not pages 1\n")
    written = sorted(str(path.relative_to(tmp_path / "out")) for path in tmp_path.glob("out/**/*.*"))
    assert written == ["below/empty.jsonl.txt", "below/page.html.txt", "page.txt"]
    assert (tmp_path / "out/below/page.html.txt").read_text() == PROSE + "\n"


def test_two_inputs_never_share_an_output(tmp_path: Path, predict: Bbclf) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(TEXT)
    done = predict("a", "b", "--output", "out/")
    assert b"out/page.txt would be written twice" in done.stderr
    assert done.returncode == 2


def test_a_thousand_html_files(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "site").mkdir()
    for i in range(1000):
        (tmp_path / f"site/{i:04}.html").write_text(f"<nav>Home</nav><p>{prose(i)}</p>")
    done = predict("site")
    assert done.stdout.decode() == "\n\n".join(prose(i) for i in range(1000)) + "\n"


def start(tmp_path: Path, environment: dict[str, str], *args: str | Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "bbclf", "predict", *map(str, args)]
    return subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_closed_pipe(tmp_path: Path, environment: dict[str, str], plain_model: Path) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 3000)
    with start(tmp_path, environment, "pages.jsonl", "--to", "jsonl", "--model", plain_model) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        message = process.stderr.read().decode()
    assert message == "bbclf: standard output was closed by the program that reads it\n"
    assert process.returncode == 2


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """Process ids of the worker processes that have started."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc")
def test_killed_workers_are_noticed_and_their_batches_redone(
    tmp_path: Path, environment: dict[str, str], plain_model: Path
) -> None:
    args = ["-", "--from", "jsonl", "--to", "jsonl", "--jobs", "2", "--model", plain_model]
    write_jsonl(tmp_path / "pages.jsonl", 2000)
    data = (tmp_path / "pages.jsonl").read_bytes()
    with start(tmp_path, environment, *args) as process:
        assert process.stdin is not None
        process.stdin.write(data[: len(data) // 2])
        process.stdin.flush()
        while not workers(process):
            assert process.poll() is None
        for worker in workers(process):
            os.kill(worker, signal.SIGKILL)
        output, message = process.communicate(data[len(data) // 2 :], timeout=60)
    assert message == b"bbclf: pages 2,000, lines of content 2,000, of boilerplate 2,000, records failed 0\n"
    assert [page["id"] for page in objects(output)] == [str(i) for i in range(2000)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full")
def test_full_disk(tmp_path: Path, environment: dict[str, str], plain_model: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bbclf", "predict", "--model", str(plain_model)],
            input=TEXT.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            timeout=60,
            check=False,
        )
    assert done.stderr == b"bbclf: standard output: cannot be written: No space left on device\n"
    assert done.returncode == 2


def test_file_size_limit_leaves_no_part(tmp_path: Path, environment: dict[str, str], plain_model: Path) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 3000)
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (10**5, 10**5)); from bbclf.cli import main; main()"
    args = ["predict", "pages.jsonl", "--output", "out.jsonl", "--model", str(plain_model)]
    done = subprocess.run(
        [sys.executable, "-c", limit, *args],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == b"bbclf: out.jsonl: cannot be written: File too large\n"
    assert done.returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages.jsonl"]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_interrupt_ends_cleanly(
    tmp_path: Path, environment: dict[str, str], plain_model: Path, number: signal.Signals, code: int
) -> None:
    args = ["-", "--from", "jsonl", "--output", "out.txt", "--model", plain_model]
    process = start(tmp_path, environment, *args)
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(b"{}\n")
    process.stdin.write(b'{"text": "x"}\n' * 300)  # a batch and more
    process.stdin.flush()
    assert b"-:1: a record needs the field" in process.stderr.readline()  # it is at work
    process.send_signal(number)
    _, message = process.communicate(timeout=60)
    assert message == b"bbclf: interrupted: output that was not complete is removed\n"
    assert process.returncode == code
    assert list(tmp_path.iterdir()) == []


def test_resume_redoes_and_loses_nothing(
    tmp_path: Path, environment: dict[str, str], plain_model: Path, predict: Bbclf
) -> None:
    (tmp_path / "in").mkdir()
    for name in "abc":
        write_jsonl(tmp_path / f"in/{name}.jsonl", 400)
    with open(tmp_path / "in/a.jsonl", "ab") as file:
        file.write(b"{broken\n")
    args = ["in", "-", "--from", "jsonl", "--output", "out/", "--to", "jsonl", "--rejects", "rejects.jsonl"]
    # It waits for its standard input, with the files before partly written.
    process = start(tmp_path, environment, *args, "--model", plain_model)
    assert process.stderr is not None
    assert b"a.jsonl:401: not a JSON record" in process.stderr.readline()
    while not (tmp_path / "out/a.jsonl").exists():
        assert process.poll() is None
    process.kill()
    process.communicate()
    first_done = (tmp_path / "out/a.jsonl").stat().st_mtime_ns
    assert predict(*args, "--resume", input=b'{"id": 0, "text": ""}\n').returncode == 0
    assert (tmp_path / "out/a.jsonl").stat().st_mtime_ns == first_done
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == ["a.jsonl", "b.jsonl", "c.jsonl", "stdin.jsonl"]
    for name in "abc":
        pages = objects((tmp_path / f"out/{name}.jsonl").read_bytes())
        assert [page["id"] for page in pages] == [str(i) for i in range(400)]
    assert len(objects((tmp_path / "rejects.jsonl").read_bytes())) == 1
