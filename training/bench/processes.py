"""What is measured of whole processes: start-up, memory, two workers against one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

__all__ = ["jobs_times", "peak_memory", "start_times"]

_STREAM = """
import sys
from pathlib import Path
from bbclf import LineClassifier, Page
from training.bench.pages import invented_pages

pages = invented_pages(20)
classifier = LineClassifier.load(sys.argv[1])
stream = (Page.from_html(pages[i % len(pages)]) for i in range(int(sys.argv[2])))
for _ in classifier.label_many(stream):
    pass
# Not getrusage: its maximum begins with what the parent had when it started this process.
status = Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0])
"""


def start_times(model: Path, scratch: Path, rounds: int) -> dict[str, float]:
    """Milliseconds of wall-clock from start to end of small processes."""
    page = scratch / "small.html"
    page.write_text("<p>One paragraph.</p>", encoding="utf-8")
    commands = {
        "python": ["-c", "pass"],
        "import bbclf": ["-c", "import bbclf"],
        "bbclf predict": ["-m", "bbclf", "predict", "--quiet", "--model", str(model), str(page)],
    }
    return {name: 1000 * min(_wall_seconds(command) for _ in range(rounds)) for name, command in commands.items()}


def peak_memory(model: Path, n_pages: Sequence[int]) -> dict[str, float]:
    """Megabytes resident, at most, of a process that labels a stream of pages; Linux only."""
    return {f"{n} pages": int(_run(["-c", _STREAM, str(model), str(n)]).stdout) * 1024 / 1e6 for n in n_pages}


def jobs_times(model: Path, pages: Sequence[str], scratch: Path) -> dict[str, float]:
    """Seconds of wall-clock of ``bbclf predict`` over a folder of pages, with one worker and with two."""
    folder = scratch / "pages"
    folder.mkdir(exist_ok=True)
    for number, page in enumerate(pages):
        (folder / f"{number:05}.html").write_text(page, encoding="utf-8")
    command = ["-m", "bbclf", "predict", "--quiet", "--model", str(model), "--to", "jsonl", str(folder)]
    return {str(jobs): _wall_seconds([*command, "--jobs", str(jobs)]) for jobs in (1, 2)}


def _wall_seconds(arguments: Sequence[str]) -> float:
    start = time.perf_counter()
    _run(arguments)
    return time.perf_counter() - start


def _run(arguments: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    # Compiled modules are kept, as where bbclf is installed.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run([sys.executable, *arguments], env=environment, check=True, capture_output=True)
