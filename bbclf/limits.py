"""How much of a page is read: what is larger is refused with an `InputError`, never cut.

``docs/limits.md`` lists all limits, and says what they cost and how to change them.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["DEFAULT_LIMITS", "MAX_PAGE_BYTES", "Limits"]

MAX_PAGE_BYTES = 64 * 2**20
"""Of a record that is read from a file; the pages of crawls end at 5 MB or before."""


class Limits(NamedTuple):
    """The largest page that is accepted.

    Attributes
    ----------
    characters : int
        Characters of a text. To label them takes up to 85 bytes of memory each: 6 GB for the default (one line of
        Chinese, measured in November 2026).
    lines : int
        Lines of a page, blank ones included. To label them takes up to 2.4 KB of memory each: 2.4 GB for the default.
    """

    characters: int = MAX_PAGE_BYTES
    lines: int = 1_000_000


DEFAULT_LIMITS = Limits()
