"""What the names of files tell: compression, content, standard streams."""

from __future__ import annotations

import os
from pathlib import Path

from bbclf.files.compression import COMPRESSIONS

__all__ = ["COMPRESSED_SUFFIXES", "LOCK_SUFFIX", "PARTIAL_SUFFIX", "PRIVATE_PREFIX", "STDIO", "content_suffix"]

STDIO = "-"
"""The path that means standard input or standard output."""

COMPRESSED_SUFFIXES = tuple(compression.suffix for compression in COMPRESSIONS)

PRIVATE_PREFIX = ".bbclf-"
"""What bbclf keeps beside its output is named so."""

PARTIAL_SUFFIX = ".part"
"""Of a file that is not complete."""

LOCK_SUFFIX = ".lock"
"""Of a file that is held by the process that writes the one beside it."""


def content_suffix(path: str | os.PathLike[str]) -> str:
    """The suffix that tells what a file holds: ``.jsonl`` of ``pages.JSONL.gz``.

    Parameters
    ----------
    path : str or path-like

    Returns
    -------
    str
        In lower case, empty where the name has none.
    """
    name = Path(path)
    if name.suffix.lower() in COMPRESSED_SUFFIXES:
        name = name.with_suffix("")
    return name.suffix.lower()
