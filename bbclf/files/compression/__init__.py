"""Compressions: one class a file, each known by its first bytes and by its suffix.

To add one, write its class beside these and enter it in :data:`COMPRESSIONS`.
"""

from __future__ import annotations

from bbclf.files.compression.base import Compression, DecodeError, Decoder
from bbclf.files.compression.gzip import Gzip
from bbclf.files.compression.xz import Xz
from bbclf.files.compression.zstd import Zstandard

__all__ = ["COMPRESSIONS", "Compression", "DecodeError", "Decoder", "compression_of_start", "compression_of_suffix"]

COMPRESSIONS: tuple[Compression, ...] = (Gzip(), Xz(), Zstandard())


def compression_of_start(start: bytes) -> Compression | None:
    """The compression of a file that begins with these bytes, None if it is not compressed."""
    return next((compression for compression in COMPRESSIONS if start.startswith(compression.magic)), None)


def compression_of_suffix(suffix: str) -> Compression | None:
    """The compression of a file whose name ends so, None if it is not compressed."""
    return next((compression for compression in COMPRESSIONS if suffix.lower() == compression.suffix), None)
