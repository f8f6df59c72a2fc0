"""``bbclf predict`` when it is killed, interrupted, or cannot write: no record lost or doubled, and plain words."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bbclf.io.run_manifest import RUN_MANIFEST
from tests.support.cli_pages import TEXT, objects, write_jsonl
from tests.support.run import Bbclf
from tests.support.warc import html_page, warc_record


def outputs(folder: Path) -> list[Path]:
    """Files of a run into a folder; what it keeps for itself is hidden."""
    return [path for path in folder.rglob("*") if path.is_file() and path.name != RUN_MANIFEST]


def wait_until_finished(process: subprocess.Popen[bytes], folder: Path, relative: str) -> None:
    """Wait until a run into a folder has completed a file."""
    manifest = folder / RUN_MANIFEST
    while not manifest.exists() or f'{{"relative": "{relative}"' not in manifest.read_text():
        assert process.poll() is None


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


def on_a_small_disk(
    tmp_path: Path, environment: dict[str, str], *args: str | Path
) -> subprocess.CompletedProcess[bytes]:
    """Runs ``bbclf predict ARGS`` where no file may grow beyond 100 KB."""
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (10**5, 10**5)); from bbclf.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", limit, "predict", *map(str, args)],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_file_size_limit_leaves_no_part(tmp_path: Path, environment: dict[str, str], plain_model: Path) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 3000)
    done = on_a_small_disk(tmp_path, environment, "pages.jsonl", "--output", "out.jsonl", "--model", plain_model)
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
    wait_until_finished(process, tmp_path / "out", "a.jsonl")
    process.kill()
    process.communicate()
    first_done = (tmp_path / "out/a.jsonl").stat().st_mtime_ns
    assert predict(*args, "--resume", input=b'{"id": 0, "text": ""}\n').returncode == 0
    assert (tmp_path / "out/a.jsonl").stat().st_mtime_ns == first_done
    assert sorted(path.name for path in outputs(tmp_path / "out")) == ["a.jsonl", "b.jsonl", "c.jsonl", "stdin.jsonl"]
    for name in "abc":
        pages = objects((tmp_path / f"out/{name}.jsonl").read_bytes())
        assert [page["id"] for page in pages] == [str(i) for i in range(400)]
    assert len(objects((tmp_path / "rejects.jsonl").read_bytes())) == 1


def test_rejects_of_a_run_that_was_ended_while_it_wrote_them(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "in").mkdir()
    for name in "ab":
        (tmp_path / f"in/{name}.jsonl").write_text("{}\n[]\n")
    args = ["in", "--output", "out/", "--to", "jsonl", "--rejects", "rejects.jsonl", "--resume"]
    predict(*args)
    manifest = tmp_path / "out" / RUN_MANIFEST
    settings, first, last = manifest.read_bytes().splitlines(keepends=True)
    lines = (tmp_path / "rejects.jsonl").read_bytes().splitlines(keepends=True)
    assert len(lines) == 4
    for n_kept in (2, 3, 4):  # as if it had been killed while it read the second file
        manifest.write_bytes(settings + first + last[:-9])
        (tmp_path / "rejects.jsonl").write_bytes(b"".join(lines[:n_kept])[: -9 if n_kept > 2 else None])
        assert predict(*args).returncode == 0
        assert (tmp_path / "rejects.jsonl").read_bytes() == b"".join(lines)
        assert manifest.read_bytes() == settings + first + last
    (tmp_path / "rejects.jsonl").write_text("notes of mine\n")
    done = predict(*args)
    assert done.stderr.startswith(b"bbclf: rejects.jsonl:1: no file of rejects: not a JSON record: Expecting value")
    assert (tmp_path / "rejects.jsonl").read_text() == "notes of mine\n"


def has_ended(pid: int) -> bool:
    """Whether a process that is not ours is gone, or nobody has asked yet what became of it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers in /proc")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_after_a_kill_a_full_disk_and_damage_each_record_is_there_once(
    tmp_path: Path, environment: dict[str, str], plain_model: Path, predict: Bbclf, jobs: str
) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / "in").mkdir()
    for name, n_records in (("a", 400), ("c", 2000), ("d", 50)):
        write_jsonl(tmp_path / f"in/{name}.jsonl", n_records)
    members = [gzip.compress(warc_record(i, html_page(i))) for i in range(5)]
    members[2] = members[2][:40] + bytes(50) + members[2][90:]
    (tmp_path / "in/b.warc.gz").write_bytes(b"".join(members))
    args = ["in", "-", "--from", "jsonl", "--output", "out/", "--to", "jsonl", "--rejects", "rejects.jsonl", "--resume"]
    args += ["--jobs", jobs]

    # It waits for its standard input, with the files before partly written, when it is killed.
    process = start(tmp_path, environment, *args, "--model", plain_model)
    wait_until_finished(process, tmp_path / "out", "a.jsonl")
    orphans = workers(process)
    assert len(orphans) == (0 if jobs == "1" else 2)
    process.kill()
    process.communicate()
    while not all(map(has_ended, orphans)):
        pass
    assert not (tmp_path / "out/d.jsonl").exists()

    done = on_a_small_disk(tmp_path, environment, *args, "--model", plain_model)
    assert done.stderr.endswith(b"bbclf: out/c.jsonl: cannot be written: File too large\n")
    assert done.returncode == 2

    assert predict(*args).returncode == 0
    written = {path.name: objects(path.read_bytes()) for path in outputs(tmp_path / "out")}
    assert {name: [page["id"] for page in pages] for name, pages in written.items()} == {
        "a.jsonl": [str(i) for i in range(400)],
        "b.warc.gz.jsonl": [f"<urn:uuid:{i}>" for i in (0, 1, 3, 4)],
        "c.jsonl": [str(i) for i in range(2000)],
        "d.jsonl": [str(i) for i in range(50)],
        "stdin.jsonl": [],
    }
    rejects = objects((tmp_path / "rejects.jsonl").read_bytes())
    assert [(rejected["path"], rejected["number"]) for rejected in rejects] == [("in/b.warc.gz", 3)]
