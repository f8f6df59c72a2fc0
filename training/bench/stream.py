"""Memory and speed of ``bbclf predict`` over JSONL files that are much larger than its memory.

``python -m training.bench.stream --megabytes 100 1000`` writes files of those sizes, labels each in a process of its
own and prints the most memory that it had resident (Linux only). Invented pages, the same on every machine.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from training.bench.models import model_folder
from training.bench.pages import invented_pages
from training.report.markdown import markdown_table

__all__ = ["Run", "label_file", "main", "write_pages"]

_PREDICT = """
import sys
from pathlib import Path
from bbclf.cli import app
app(sys.argv[1:], standalone_mode=False)
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""

N_DIFFERENT = 200
"""Pages that a file repeats, under other ids: making them is slower than labelling them."""


class Run(NamedTuple):
    """One file, labelled."""

    n_pages: int
    megabytes: float
    seconds: float
    peak_megabytes: float


def write_pages(path: Path, n_bytes: int) -> int:
    """Write JSONL of HTML pages until the file has a size; the number of pages."""
    pages = invented_pages(N_DIFFERENT)
    size = number = 0
    with path.open("wb") as file:
        while size < n_bytes:
            record = {"id": str(number), "html": pages[number % len(pages)]}
            size += file.write(json.dumps(record).encode() + b"\n")
            number += 1
    return number


def label_file(path: Path, model: Path, n_pages: int) -> Run:
    """Label a file in another process, by one job, to JSONL beside it."""
    arguments = [
        "predict",
        "--quiet",
        "--model",
        str(model),
        "--output",
        str(path.with_suffix(".out.jsonl")),
        str(path),
    ]
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", _PREDICT, *arguments], check=True, capture_output=True)
    seconds = time.perf_counter() - start
    return Run(n_pages, path.stat().st_size / 1e6, seconds, int(done.stdout) * 1024 / 1e6)


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, nargs="+", default=[100, 1000], help="sizes of files (%(default)s)")
    parser.add_argument("--folder", type=Path, help="where the files are written meanwhile")
    options = parser.parse_args(arguments)
    runs = []
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        model = model_folder(Path(scratch))
        for megabytes in options.megabytes:
            path = Path(scratch) / f"{megabytes}.jsonl"
            runs.append(label_file(path, model, write_pages(path, megabytes * 1_000_000)))
    print(table(runs), end="")


def table(runs: Sequence[Run]) -> str:
    """Runs as a Markdown table."""
    body = [
        [
            f"{run.megabytes:,.0f} MB",
            f"{run.n_pages:,}",
            f"{run.n_pages / run.seconds:.0f}",
            f"{run.peak_megabytes:.0f} MB",
        ]
        for run in runs
    ]
    return markdown_table(["JSONL", "pages", "pages a second", "peak memory"], body, n_text=0)


if __name__ == "__main__":
    main()
