"""gzip, with members read one by one so that a damaged one costs itself alone."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import AbstractContextManager
from typing import IO, ClassVar, cast

from bbclf.files.compression.base import Compression, DecodeError

__all__ = ["MAX_DAMAGED_MEMBERS", "Gzip", "GzipDecoder"]

MAX_DAMAGED_MEMBERS = 1000
"""A file with more is given up: each may be a false start, found in the damage of another."""

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 2**16
_LEVEL = 6

_KEPT = 4 * 2**20
"""Compressed bytes of a member that are kept, to look for the next member in if this one is damaged."""


class GzipDecoder:
    """Reads gzip members; the read after one that failed goes on with the next member.

    A crawl is one member for each record, so that damage costs one record and not the rest of the file.

    Parameters
    ----------
    raw : io.BufferedReader
    """

    resumes: ClassVar[bool] = True

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._decoder = zlib.decompressobj(wbits=31)
        self._member = bytearray()
        self._rest = b""
        self._n_damaged = 0

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; see :class:`bbclf.files.compression.base.Decoder`."""
        while True:
            data = self._rest or self._raw.read(_CHUNK)
            if not data:
                break
            if not self._member:
                self._rest = data = data.lstrip(b"\0")  # padding is allowed
                if not data:
                    continue
            decoded = self._decode(data, size)
            if decoded:
                return decoded
        if self._member:
            self._member.clear()
            raise DecodeError("the file ended within a gzip member")
        return b""

    def _decode(self, data: bytes, size: int) -> bytes:
        try:
            decoded = self._decoder.decompress(data, size)
        except zlib.error as error:
            self._find_next_member(data)
            raise DecodeError(str(error)) from error
        if self._decoder.eof:
            self._rest = self._decoder.unused_data
            self._start_member()
        else:
            self._rest = self._decoder.unconsumed_tail
            if len(self._member) < _KEPT:
                self._member += data[: len(data) - len(self._rest)]
        return decoded

    def _find_next_member(self, data: bytes) -> None:
        self._n_damaged += 1
        damaged = bytes(self._member) + data
        start = damaged.find(_MAGIC, 1)
        while start < 0 and (data := self._raw.read(_CHUNK)):
            damaged = damaged[-1:] + data
            start = damaged.find(_MAGIC)
        given_up = start < 0 or self._n_damaged > MAX_DAMAGED_MEMBERS
        self._rest = b"" if given_up else damaged[start:]
        if given_up:
            self._raw.seek(0, io.SEEK_END) if self._raw.seekable() else self._raw.read()
        self._start_member()

    def _start_member(self) -> None:
        self._decoder = zlib.decompressobj(wbits=31)
        self._member.clear()


class Gzip(Compression):
    """gzip (RFC 1952)."""

    suffix = ".gz"
    magic = _MAGIC
    decoder = GzipDecoder

    def compressing(self, raw: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
        """A compressing stream; no name and no time are written, so that the same pages give the same bytes."""
        return cast("AbstractContextManager[IO[bytes]]", gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0))
