"""What commands say besides their output."""

from __future__ import annotations

import sys

from bbclf.errors import one_line

__all__ = ["say"]


def say(message: str) -> None:
    """Write one line to standard error, at once."""
    print(f"bbclf: {one_line(message)}", file=sys.stderr, flush=True)
