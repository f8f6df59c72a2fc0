"""What became of a record."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Outcome"]


class Outcome(NamedTuple):
    """What became of a record.

    Attributes
    ----------
    rendered : bytes
    n_content, n_boilerplate : int
        Lines.
    error : str or None
        Why the record is not a page; nothing else is set then.
    """

    rendered: bytes = b""
    n_content: int = 0
    n_boilerplate: int = 0
    error: str | None = None
