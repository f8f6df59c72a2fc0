"""Archives made to take memory are read as streams, or refused."""

from __future__ import annotations

import gzip
import lzma
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from bbclf.errors import InputError
from bbclf.files import open_input
from bbclf.files.jsonl import lines_within


def bomb(compress: Callable[[bytes], bytes]) -> bytes:
    """A thousand megabytes of one line, said briefly: an archive may have many members."""
    return compress(b" " * 10_000_000) * 100


@pytest.mark.parametrize("name", ["gz", "xz", "zst"])
def test_a_bomb_is_not_held_in_memory(tmp_path: Path, name: str) -> None:
    if name == "zst":
        packed = bomb(pytest.importorskip("zstandard").compress)
    else:
        packed = bomb(gzip.compress if name == "gz" else lzma.compress)
    path = tmp_path / f"a.jsonl.{name}"
    path.write_bytes(packed)
    assert len(packed) < 2_000_000
    tracemalloc.start()
    with open_input(path) as stream:
        assert [line for _, line in lines_within(stream, 1_000_000)] == [None]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 80_000_000


def test_an_xz_file_that_asks_for_absurd_memory(tmp_path: Path) -> None:
    packed = bytearray(lzma.compress(b"rain"))
    header = packed[12:20]  # of the first block: size, flags, the filter, its properties, padding
    assert header[2:4] == b"\x21\x01"  # LZMA2, one byte of properties
    header[4] = 40  # a dictionary of 4 GB
    packed[12:24] = header + zlib.crc32(header).to_bytes(4, "little")
    path = tmp_path / "a.xz"
    path.write_bytes(packed)
    with open_input(path) as stream, pytest.raises(InputError, match="Memory usage limit exceeded"):
        stream.read()
