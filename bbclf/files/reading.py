"""Files opened for reading, decompressed by what they hold."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from bbclf.errors import InputError
from bbclf.files.compression import DecodeError, Decoder, compression_of_start, compression_of_suffix
from bbclf.files.names import STDIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["START_BYTES", "open_input"]

START_BYTES = 4096
"""Bytes that are read before a file's compression and format are told: enough for any. A pipe gives them as they are
written, perhaps one by one."""


def open_input(path: str | os.PathLike[str], on_bytes: Callable[[int], None] | None = None) -> io.BufferedReader:
    """Open a file for reading, decompressed when its first bytes are those of gzip, xz or zstandard.

    Parameters
    ----------
    path : str or path-like
        ``"-"`` is standard input.
    on_bytes : callable, optional
        Told how many bytes have been read from the file, before decompression, each time some are.

    Returns
    -------
    io.BufferedReader
        Reading it raises `InputError` where the archive is damaged or cut short.

    Raises
    ------
    InputError
        The file is missing, a directory or not readable, or ends before the archive begins that its name promises.
    MissingDependencyError
        The file is zstandard and the package that reads it is not installed.
    """
    name = os.fspath(path)
    try:
        raw = cast(io.BufferedReader, io.BufferedReader(_File(name, on_bytes)))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=name) from error
    try:
        start = raw.peek(START_BYTES)
        compression = compression_of_start(start)
        if compression is None:
            _check_is_not_cut(start, name)
            return raw
        return io.BufferedReader(_Decompressed(compression.decoder(raw), raw, name), buffer_size=2**17)
    except BaseException:
        raw.close()
        raise


def _check_is_not_cut(start: bytes, name: str) -> None:
    """Refuse a file that holds nothing, or not even the first bytes of its compression."""
    compression = compression_of_suffix(os.path.splitext(name)[1])
    if compression is not None and compression.begins_with(start):
        raise InputError("damaged or cut-short archive: the file ended before its content begins", path=name)


class _File(io.FileIO):
    """A file, or standard input, whose failures are `InputError`, and that tells how much of it has been read."""

    def __init__(self, name: str, on_bytes: Callable[[int], None] | None) -> None:
        self._name = name
        self._on_bytes = None if name == STDIO else on_bytes
        self._is_start = True
        if name == STDIO:
            if sys.stdin is None:  # the program was started with its standard input closed
                raise OSError(errno.EBADF, "it is closed")
            super().__init__(sys.stdin.fileno(), closefd=False)
        else:
            super().__init__(name)

    def readinto(self, buffer: WriteableBuffer) -> int:
        try:
            size = super().readinto(buffer) or 0
            while self._is_start and 0 < size < min(START_BYTES, len(memoryview(buffer))):
                more = super().readinto(memoryview(buffer)[size:])
                self._is_start = bool(more)
                size += more or 0
            self._is_start = False
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", path=self._name) from error
        if self._on_bytes is not None and size:
            self._on_bytes(size)
        return size

    def readall(self) -> bytes:
        chunks = []
        while chunk := self.read(io.DEFAULT_BUFFER_SIZE):
            chunks.append(chunk)
        return b"".join(chunks)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        return bytes(memoryview(buffer)[: self.readinto(buffer) or 0])


class _Decompressed(io.RawIOBase):
    """A decompressing stream whose failures are `InputError`, and which closes the file below it.

    A read after a failure goes on behind the damage where the compression allows it; other archives end there.
    """

    def __init__(self, decoder: Decoder, raw: io.BufferedReader, name: str) -> None:
        self._decoder = decoder
        self._raw = raw
        self._name = name
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        if self._ended:
            return 0
        try:
            data = self._decoder.read(len(view))
        except DecodeError as error:
            self._ended = not self._decoder.resumes
            raise InputError(f"damaged or cut-short archive: {error}", path=self._name) from error
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()
