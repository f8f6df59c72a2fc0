"""Files as streams of bytes: decompressed by what they hold, replaced only when complete.

Everything that bbclf reads or writes passes through here, so that a missing file and a damaged archive are
reported in the same way everywhere.
"""

from __future__ import annotations

from bbclf.files.locks import locked, remove_stale
from bbclf.files.names import COMPRESSED_SUFFIXES, PARTIAL_SUFFIX, PRIVATE_PREFIX, STDIO, content_suffix
from bbclf.files.reading import open_input
from bbclf.files.writing import OutputFile, open_output, replacing

__all__ = [
    "COMPRESSED_SUFFIXES",
    "PARTIAL_SUFFIX",
    "PRIVATE_PREFIX",
    "STDIO",
    "OutputFile",
    "content_suffix",
    "locked",
    "open_input",
    "open_output",
    "remove_stale",
    "replacing",
]
