"""How much of a page is read: what is larger is refused with an `InputError`, never cut.

``docs/limits.md`` lists all limits, and says what they cost and how to change them.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["DEFAULT_LIMITS", "MAX_PAGE_BYTES", "Limits"]

MAX_PAGE_BYTES = 64 * 2**20
"""Of a record that is read from a file; the pages of crawls end at 5 MB or before."""


class Limits(NamedTuple):
    """The largest page that is made.

    Attributes
    ----------
    characters : int
        Of a text. A page is labelled as a whole, and takes up to 85 bytes for each: 6 GB for these (one line of
        Chinese, measured in November 2026).
    lines : int
        Of a page, blank ones included. Each takes up to 2.4 KB while it is labelled: 2.4 GB for these.
    """

    characters: int = MAX_PAGE_BYTES
    lines: int = 1_000_000


DEFAULT_LIMITS = Limits()
