"""Write what the documents' code blocks print into the documents: ``python -m training.documentation.outputs``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from training.documentation.blocks import documents, read_blocks, run_block
from training.documentation.reader import make_reader_folder

__all__ = ["record_outputs"]


def record_outputs(document: Path) -> int:
    """Run the blocks of a document that say what they print, and write what they print now.

    Parameters
    ----------
    document : Path

    Returns
    -------
    int
        How many outputs have changed.

    Raises
    ------
    SystemExit
        A block fails; the document stays as it was.
    """
    lines = document.read_text("utf-8").splitlines(keepends=True)
    n_changed = 0
    for block in reversed(list(read_blocks(document))):
        if block.output is None:
            continue
        with TemporaryDirectory() as folder:
            make_reader_folder(Path(folder))
            done = run_block(block, Path(folder), os.environ)
        if done.returncode:
            sys.exit(f"{block.name}: the block fails: {done.stderr}")
        if done.stdout != block.output:
            n_changed += 1
            lines[slice(*block.output_lines)] = done.stdout.splitlines(keepends=True)
    if n_changed:
        document.write_text("".join(lines), "utf-8")
    return n_changed


if __name__ == "__main__":
    for document in documents():
        if n_changed := record_outputs(document):
            print(f"{document}: {n_changed} outputs have changed")
