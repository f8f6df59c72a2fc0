"""Files as streams of bytes: decompressed by what they hold, replaced only when complete.

Everything that bbclf reads or writes passes through here, so that a missing file and a damaged archive are
said in one way.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import lzma
import os
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from bbclf.errors import InputError, MissingDependencyError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["COMPRESSED_SUFFIXES", "STDIO", "decompressed", "open_input", "replacing"]

STDIO = "-"
"""The path that means standard input or standard output."""

COMPRESSED_SUFFIXES = (".gz", ".xz", ".zst")

_GZIP_MAGIC = b"\x1f\x8b"
_XZ_MAGIC = b"\xfd7zXZ\x00"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


def open_input(path: str | os.PathLike[str]) -> io.BufferedReader:
    """Open a file for reading, decompressed when its first bytes are those of gzip, xz or zstandard.

    Parameters
    ----------
    path : str or path-like
        ``"-"`` is standard input.

    Returns
    -------
    io.BufferedReader
        Reading it raises `InputError` where the archive is damaged or cut short.

    Raises
    ------
    InputError
        The file is missing, a directory, or not readable.
    MissingDependencyError
        The file is zstandard and the package that reads it is not installed.
    """
    name = os.fspath(path)
    if name == STDIO:
        raw = cast(io.BufferedReader, sys.stdin.buffer)
    else:
        try:
            raw = open(name, "rb")  # noqa: SIM115 - the caller closes it, through the reader that wraps it
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", path=name) from error
    return decompressed(raw, name)


def decompressed(raw: io.BufferedReader, name: str) -> io.BufferedReader:
    """Wrap an open stream so that it reads decompressed; see :func:`open_input`."""
    start = raw.peek(len(_XZ_MAGIC))
    stream: _Reader
    if start.startswith(_GZIP_MAGIC):
        stream = gzip.GzipFile(fileobj=raw)
    elif start.startswith(_XZ_MAGIC):
        stream = lzma.LZMAFile(raw)  # noqa: SIM115 - closed by _Checked
    elif start.startswith(_ZSTD_MAGIC):
        stream = _ZstdReader(raw)
    else:
        return raw
    return io.BufferedReader(_Checked(stream, raw, name), buffer_size=2**17)


class _Reader(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class _ZstdReader:
    """Reads zstandard frames; the package's own reader takes a frame that is cut short for a whole one."""

    CHUNK = 1024
    """Bytes decompressed at a time: a bomb makes at most 32 MB of these."""

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._zstandard = _zstandard()
        self._frame: Any = None
        self._rest = b""
        self._decoded = memoryview(b"")

    def read(self, size: int, /) -> bytes:
        while not self._decoded:
            chunk = self._rest or self._raw.read(self.CHUNK)
            if not chunk and self._frame is None:
                return b""
            if not chunk:
                raise EOFError("the file ended within a zstandard frame")
            self._decode(chunk)
        head, self._decoded = self._decoded[:size], self._decoded[size:]
        return bytes(head)

    def _decode(self, chunk: bytes) -> None:
        if self._frame is None:
            self._frame = self._zstandard.ZstdDecompressor().decompressobj()
        try:
            self._decoded = memoryview(self._frame.decompress(chunk))
        except self._zstandard.ZstdError as error:
            raise OSError(str(error)) from error
        self._rest = self._frame.unused_data
        if self._frame.eof:
            self._frame = None

    def close(self) -> None:
        self._frame = None


class _Checked(io.RawIOBase):
    """A decompressing stream whose failures are `InputError`, and which closes the file below it."""

    def __init__(self, stream: _Reader, raw: io.BufferedReader, name: str) -> None:
        self._stream = stream
        self._raw = raw
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
            raise InputError(f"damaged or cut-short archive: {error}", path=self._name) from error
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            self._raw.close()
        super().close()


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[IO[bytes]]:
    """Write a file under a temporary name; rename it to `path` once complete, remove it after an error.

    A name that ends in ``.gz``, ``.xz`` or ``.zst`` is written compressed.

    Parameters
    ----------
    path : str or path-like

    Yields
    ------
    binary file

    Raises
    ------
    InputError
        The file cannot be created.
    """
    target = Path(path)
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        raw = partial.open("wb")
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}", path=str(target)) from error
    try:
        with raw, _compressing(raw, target.suffix) as stream:
            yield stream
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _compressing(raw: BinaryIO, suffix: str) -> contextlib.AbstractContextManager[IO[bytes]]:
    if suffix == ".gz":
        # No name and no time inside: the same pages give the same bytes.
        return cast("contextlib.AbstractContextManager[IO[bytes]]", gzip.GzipFile("", "wb", 6, raw, mtime=0))
    if suffix == ".xz":
        return lzma.LZMAFile(raw, "wb")
    if suffix == ".zst":
        writer = _zstandard().ZstdCompressor().stream_writer(raw, closefd=False)
        return cast("contextlib.AbstractContextManager[IO[bytes]]", writer)
    return contextlib.nullcontext(raw)


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError as error:
        raise MissingDependencyError("zstandard", "zstd") from error
    return zstandard
