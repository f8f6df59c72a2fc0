"""Runs that are killed, run out of disk, run twice at once or change their options, at random: no record is lost,
doubled or mixed.

``BBCLF_STRESS_TRIALS=100 pytest tests/cli/test_stress.py`` tries for longer.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_faults import outputs
from tests.support.cli_pages import objects, prose

N_TRIALS = int(os.environ.get("BBCLF_STRESS_TRIALS", "5"))
N_FILES = 6


def no_large_files() -> None:
    """In a child process: no file grows beyond 40 KB, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))


def killed(start: Runs, chance: random.Random) -> None:
    process = start("--resume")
    try:
        process.communicate(timeout=chance.uniform(0.1, 1.5))
    except subprocess.TimeoutExpired:
        process.send_signal(chance.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        process.communicate()


def on_a_full_disk(start: Runs, chance: random.Random) -> None:
    process = start("--resume", preexec_fn=no_large_files)
    _, message = process.communicate()
    assert process.returncode in (0, 2)  # 0: only small files were left
    if process.returncode == 2:
        assert b"cannot be written: File too large" in message.splitlines()[-1]


def twice_at_once(start: Runs, chance: random.Random) -> None:
    processes = [start("--resume"), start("--resume")]
    messages = [process.communicate()[1] for process in processes]
    assert 0 in {process.returncode for process in processes}
    for process, message in zip(processes, messages, strict=True):
        assert process.returncode == 0 or b"another run is writing to it" in message


def with_other_options(start: Runs, chance: random.Random) -> None:
    process = start("--resume", "--keep", "all")
    _, message = process.communicate()
    if (process.returncode, b"the run to resume differs: keep was" in message) != (2, True):
        assert process.returncode == 0  # it was the first
        start().communicate()


def with_damage(start: Runs, chance: random.Random) -> None:
    written = [path for path in outputs(start.folder / "out") if path.suffix == ".jsonl"]
    if written:
        path = chance.choice(sorted(written))
        data = path.read_bytes()
        path.write_bytes(data[: chance.randrange(len(data) + 1)])


TROUBLES = [killed, killed, on_a_full_disk, twice_at_once, with_other_options, with_damage]


class Runs:
    """Starts runs of one input into one folder."""

    def __init__(self, folder: Path, model: Path, environment: dict[str, str], jobs: str) -> None:
        self.folder = folder
        self._environment = environment
        self._command = [sys.executable, "-m", "bbclf", "predict", "in", "--output", "out/", "--to", "jsonl"]
        self._command += ["--rejects", "rejects.jsonl", "--model", str(model), "--jobs", jobs]

    def __call__(self, *args: str, preexec_fn: Callable[[], None] | None = None) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._command, *args],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=preexec_fn,
        )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits the size of files")
@pytest.mark.parametrize("seed", range(N_TRIALS))
def test_no_record_is_lost_doubled_or_mixed(
    tmp_path: Path, plain_model: Path, environment: dict[str, str], seed: int
) -> None:
    chance = random.Random(seed)
    (tmp_path / "in").mkdir()
    sizes = [chance.randrange(1, 150) for _ in range(N_FILES - 1)] + [400]
    for name, size in enumerate(sizes):
        lines = [json.dumps({"id": f"{name}-{i}", "text": f"Menu\n{prose(i)}"}) for i in range(size)]
        lines.insert(chance.randrange(size + 1), "{bad")
        (tmp_path / f"in/{name}.jsonl").write_text("\n".join(lines) + "\n")
    start = Runs(tmp_path, plain_model, environment, jobs=chance.choice(["1", "1", "2"]))

    for trouble in chance.choices(TROUBLES, k=chance.randrange(1, 4)):
        trouble(start, chance)
    last = start("--resume")
    _, message = last.communicate()
    assert last.returncode == 0, message.decode()

    written = {path.name: objects(path.read_bytes()) for path in outputs(tmp_path / "out")}
    assert {name: [page["id"] for page in pages] for name, pages in written.items()} == {
        f"{name}.jsonl": [f"{name}-{i}" for i in range(size)] for name, size in enumerate(sizes)
    }
    assert {page["text"] for pages in written.values() for page in pages} == {prose(i) for i in range(400)}
    rejects = objects((tmp_path / "rejects.jsonl").read_bytes())
    assert sorted(reject["path"] for reject in rejects) == [f"in/{name}.jsonl" for name in range(N_FILES)]
