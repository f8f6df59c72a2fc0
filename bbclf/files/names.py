"""What the names of files tell: compression, content, standard streams."""

from __future__ import annotations

import os
from pathlib import Path

from bbclf.files.compression import COMPRESSIONS

__all__ = ["COMPRESSED_SUFFIXES", "PARTIAL_SUFFIX", "STDIO", "content_suffix"]

STDIO = "-"
"""The path that means standard input or standard output."""

COMPRESSED_SUFFIXES = tuple(compression.suffix for compression in COMPRESSIONS)

PARTIAL_SUFFIX = ".part"
"""What a file is called, after its name, until it is complete."""


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
