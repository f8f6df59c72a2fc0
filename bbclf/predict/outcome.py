"""What became of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bbclf.site.keys import PageKeys

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
    keyed : (str, PageKeys) or None
        Site and keys of the page, where it is counted for a profile and not labelled.
    """

    rendered: bytes = b""
    n_content: int = 0
    n_boilerplate: int = 0
    error: str | None = None
    keyed: tuple[str, PageKeys] | None = None
