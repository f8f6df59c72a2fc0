"""Ways to compress."""

from __future__ import annotations

import gzip
import lzma
from collections.abc import Callable

import pytest

__all__ = ["COMPRESSORS", "zstd"]


def zstd(data: bytes) -> bytes:
    return bytes(pytest.importorskip("zstandard").compress(data))


COMPRESSORS: list[Callable[[bytes], bytes]] = [gzip.compress, lzma.compress, zstd]
