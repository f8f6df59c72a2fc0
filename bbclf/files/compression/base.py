"""What every compression provides."""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from typing import IO, ClassVar, Protocol

__all__ = ["Compression", "DecodeError", "Decoder"]


class DecodeError(Exception):
    """Compressed bytes are damaged, cut short, or ask for too much memory."""


class Decoder(Protocol):
    """Reads decompressed bytes of a compressed stream."""

    resumes: ClassVar[bool]
    """After a `DecodeError` the next read goes on behind the damage."""

    def __init__(self, raw: io.BufferedReader) -> None: ...

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, empty at the end.

        Raises
        ------
        DecodeError
            The compressed bytes cannot be decoded.
        """
        ...


class Compression(ABC):
    """A way to compress files; its instances have no state.

    Attributes
    ----------
    suffix : str
        Of the names of its files, in lower case.
    magic : bytes or tuple of bytes
        What its files begin with.
    decoder : type of Decoder
    """

    suffix: ClassVar[str]
    magic: ClassVar[bytes | tuple[bytes, ...]]
    decoder: ClassVar[type[Decoder]]

    def begins_with(self, start: bytes) -> bool:
        """Whether a file of this compression may begin with these bytes, perhaps fewer than its `magic`."""
        return any(magic.startswith(start) for magic in ([self.magic] if isinstance(self.magic, bytes) else self.magic))

    @abstractmethod
    def compressing(self, raw: IO[bytes]) -> AbstractContextManager[IO[bytes]]:
        """A stream that writes to `raw` compressed, complete when the context ends; `raw` stays open."""
