"""zstandard, by the package of that name."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager
from typing import IO, Any, ClassVar, cast

from bbclf.errors import MissingDependencyError
from bbclf.files.compression.base import Compression, DecodeError

__all__ = ["Zstandard", "ZstandardDecoder"]

_CHUNK = 1024
"""Bytes decompressed at a time: a decompression bomb makes at most 32 MB of these."""


class ZstandardDecoder:
    """Reads zstandard frames; the package's own reader takes a frame that is cut short for a complete one.

    Parameters
    ----------
    raw : io.BufferedReader

    Raises
    ------
    MissingDependencyError
        zstandard is not installed.
    """

    resumes: ClassVar[bool] = False

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._zstandard = _zstandard()
        self._frame: Any = None
        self._rest = b""
        self._decoded = memoryview(b"")

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; see :class:`bbclf.files.compression.base.Decoder`."""
        while not self._decoded:
            chunk = self._rest or self._raw.read(_CHUNK)
            if not chunk and self._frame is None:
                return b""
            if not chunk:
                raise DecodeError("the file ended within a zstandard frame")
            self._decode(chunk)
        head, self._decoded = self._decoded[:size], self._decoded[size:]
        return bytes(head)

    def _decode(self, chunk: bytes) -> None:
        if self._frame is None:
            self._frame = self._zstandard.ZstdDecompressor().decompressobj()
        try:
            self._decoded = memoryview(self._frame.decompress(chunk))
        except self._zstandard.ZstdError as error:
            raise DecodeError(str(error)) from error
        self._rest = self._frame.unused_data
        if self._frame.eof:
            self._frame = None


class Zstandard(Compression):
    """zstandard (RFC 8878)."""

    suffix = ".zst"
    magic = (b"\x28\xb5\x2f\xfd", *(bytes([start]) + b"\x2a\x4d\x18" for start in range(0x50, 0x60)))
    """Of a frame with data, and of the skippable frames with notes that parallel compressors put before it."""
    decoder = ZstandardDecoder

    def compressing(self, raw: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
        """A compressing stream.

        Raises
        ------
        MissingDependencyError
            zstandard is not installed.
        """
        writer = _zstandard().ZstdCompressor().stream_writer(raw, closefd=False)
        return cast("AbstractContextManager[IO[bytes]]", writer)


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise MissingDependencyError("zstandard", "zstd") from error
    return zstandard
