"""Files as streams of bytes: decompressed by what they hold, replaced only when complete.

Everything that bbclf reads or writes passes through here, so that a missing file and a damaged archive are
said in one way.
"""

from __future__ import annotations

import contextlib
import errno
import gzip
import io
import lzma
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Protocol, cast

from bbclf.errors import InputError, MissingDependencyError, OutputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["COMPRESSED_SUFFIXES", "PARTIAL_SUFFIX", "STDIO", "decompressed", "open_input", "replacing"]

STDIO = "-"
"""The path that means standard input or standard output."""

COMPRESSED_SUFFIXES = (".gz", ".xz", ".zst")

PARTIAL_SUFFIX = ".part"
"""What a file is called, after its name, until it is complete."""

_GZIP_MAGIC = b"\x1f\x8b\x08"
_XZ_MAGIC = b"\xfd7zXZ\x00"
_ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


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
        The file is missing, a directory, or not readable.
    MissingDependencyError
        The file is zstandard and the package that reads it is not installed.
    """
    name = os.fspath(path)
    try:
        raw = cast(io.BufferedReader, io.BufferedReader(_File(name, on_bytes)))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=name) from error
    try:
        return decompressed(raw, name)
    except BaseException:
        raw.close()
        raise


def decompressed(raw: io.BufferedReader, name: str) -> io.BufferedReader:
    """Wrap an open stream so that it reads decompressed; see :func:`open_input`."""
    start = raw.peek(len(_XZ_MAGIC))
    stream: _Reader
    if start.startswith(_GZIP_MAGIC):
        stream = _GzipReader(raw)
    elif start.startswith(_XZ_MAGIC):
        stream = _XzReader(raw)
    elif start.startswith(_ZSTD_MAGIC):
        stream = _ZstdReader(raw)
    else:
        return raw
    return io.BufferedReader(_Checked(stream, raw, name), buffer_size=2**17)


class _File(io.FileIO):
    """A file, or standard input, whose failures are `InputError`, and that tells how much of it has been read."""

    def __init__(self, name: str, on_bytes: Callable[[int], None] | None) -> None:
        self._name = name
        self._on_bytes = None if name == STDIO else on_bytes
        if name == STDIO:
            if sys.stdin is None:  # so it is where the program was started with its standard input closed
                raise OSError(errno.EBADF, "it is closed")
            super().__init__(sys.stdin.fileno(), closefd=False)
        else:
            super().__init__(name)

    def readinto(self, buffer: WriteableBuffer) -> int:
        try:
            size = super().readinto(buffer)
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


class _Reader(Protocol):
    def read(self, size: int, /) -> bytes: ...

    def close(self) -> None: ...


class _GzipReader:
    """Reads gzip members; the read after one that failed goes on with the next member.

    A crawl is one member for each record, so that damage costs one record and not the rest of the file.
    """

    CHUNK = 2**16
    KEPT = 4 * 2**20
    """Compressed bytes of a member that are kept, to look for the next member in if this one is damaged."""

    MAX_DAMAGED = 1000
    """Members; a file with more is given up: each may be a false start, found in the damage of another."""

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._decoder = zlib.decompressobj(wbits=31)
        self._member = bytearray()
        self._rest = b""
        self._n_damaged = 0

    def read(self, size: int, /) -> bytes:
        while True:
            data = self._rest or self._raw.read(self.CHUNK)
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
            raise EOFError("the file ended within a gzip member")
        return b""

    def _decode(self, data: bytes, size: int) -> bytes:
        try:
            decoded = self._decoder.decompress(data, size)
        except zlib.error:
            self._find_next_member(data)
            raise
        if self._decoder.eof:
            self._rest = self._decoder.unused_data
            self._start_member()
        else:
            self._rest = self._decoder.unconsumed_tail
            if len(self._member) < self.KEPT:
                self._member += data[: len(data) - len(self._rest)]
        return decoded

    def _find_next_member(self, data: bytes) -> None:
        self._n_damaged += 1
        damaged = bytes(self._member) + data
        start = damaged.find(_GZIP_MAGIC, 1)
        while start < 0 and (data := self._raw.read(self.CHUNK)):
            damaged = damaged[-1:] + data
            start = damaged.find(_GZIP_MAGIC)
        given_up = start < 0 or self._n_damaged > self.MAX_DAMAGED
        self._rest = b"" if given_up else damaged[start:]
        if given_up:
            self._raw.seek(0, io.SEEK_END) if self._raw.seekable() else self._raw.read()
        self._start_member()

    def _start_member(self) -> None:
        self._decoder = zlib.decompressobj(wbits=31)
        self._member.clear()

    def close(self) -> None:
        self._rest = b""


class _XzReader:
    """Reads xz streams, one after another; `lzma.LZMAFile` takes as much memory as a file asks for, up to 4 GB."""

    CHUNK = 2**16
    MAX_MEMORY = 256 * 2**20
    """Bytes; ``xz -9`` needs 65 MB."""

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._decoder: lzma.LZMADecompressor | None = None
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        while True:
            if self._decoder is None:
                self._rest = self._rest or self._raw.read(self.CHUNK)
                if not self._rest:
                    return b""
                self._rest = self._rest.lstrip(b"\0")  # padding is allowed
                if not self._rest:
                    continue
                self._decoder = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=self.MAX_MEMORY)
            if self._decoder.needs_input:
                self._rest = self._rest or self._raw.read(self.CHUNK)
                if not self._rest:
                    raise EOFError("the file ended within an xz stream")
            decoded = self._decoder.decompress(self._rest, size)
            self._rest = b""
            if self._decoder.eof:
                self._rest = self._decoder.unused_data
                self._decoder = None
            if decoded:
                return decoded

    def close(self) -> None:
        self._decoder = None


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
    """A decompressing stream whose failures are `InputError`, and which closes the file below it.

    A read after a failure goes on with the next gzip member; other archives end with the failure.
    """

    def __init__(self, stream: _Reader, raw: io.BufferedReader, name: str) -> None:
        self._stream = stream
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
            data = self._stream.read(len(view))
        except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
            self._ended = not isinstance(self._stream, _GzipReader)
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
    OutputError
        The file cannot be created, or the disk is full.
    """
    target = Path(path)
    # A device or a pipe is written to as it is: renaming would put a file in its place.
    in_place = target.exists() and not target.is_file()
    partial = target if in_place else target.with_name(target.name + PARTIAL_SUFFIX)
    try:
        with partial.open("wb") as raw, _compressing(raw, target.suffix) as stream:
            yield stream
        if not in_place:
            partial.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror}") from error
    finally:
        if not in_place:
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
