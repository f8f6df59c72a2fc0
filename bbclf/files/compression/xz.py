"""xz, with a limit on the memory that a file may ask for."""

from __future__ import annotations

import io
import lzma
from contextlib import AbstractContextManager
from typing import IO, ClassVar

from bbclf.files.compression.base import Compression, DecodeError

__all__ = ["MAX_XZ_MEMORY", "Xz", "XzDecoder"]

MAX_XZ_MEMORY = 256 * 2**20
"""Bytes; ``xz -9`` needs 65 MB. `lzma.LZMAFile` takes as much as a file asks for, up to 4 GB."""

_CHUNK = 2**16


class XzDecoder:
    """Reads xz streams, one after another.

    Parameters
    ----------
    raw : io.BufferedReader
    """

    resumes: ClassVar[bool] = False

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._decoder: lzma.LZMADecompressor | None = None
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; see :class:`bbclf.files.compression.base.Decoder`."""
        while True:
            if self._decoder is None:
                self._rest = self._rest or self._raw.read(_CHUNK)
                if not self._rest:
                    return b""
                self._rest = self._rest.lstrip(b"\0")  # padding is allowed
                if not self._rest:
                    continue
                self._decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MAX_XZ_MEMORY)
            if self._decoder.needs_input:
                self._rest = self._rest or self._raw.read(_CHUNK)
                if not self._rest:
                    raise DecodeError("the file ended within an xz stream")
            decoded = self._decode(self._decoder, size)
            if decoded:
                return decoded

    def _decode(self, decoder: lzma.LZMADecompressor, size: int) -> bytes:
        try:
            decoded = decoder.decompress(self._rest, size)
        except lzma.LZMAError as error:
            raise DecodeError(str(error)) from error
        self._rest = b""
        if decoder.eof:
            self._rest = decoder.unused_data
            self._decoder = None
        return decoded


class Xz(Compression):
    """xz (LZMA2)."""

    suffix = ".xz"
    magic = b"\xfd7zXZ\x00"
    decoder = XzDecoder

    def compressing(self, raw: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
        """A compressing stream."""
        return lzma.LZMAFile(raw, "wb")
