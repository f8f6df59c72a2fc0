"""What commands say besides their output."""

from __future__ import annotations

import re
import sys

from bbclf.errors import one_line

__all__ = ["say", "visible"]

_COMMANDS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
"""Control characters but the tab."""


def say(message: str) -> None:
    """Write one line to standard error, at once."""
    print(f"bbclf: {one_line(message)}", file=sys.stderr, flush=True)


def visible(text: str) -> str:
    """Text of a page without characters that command a terminal."""
    return _COMMANDS.sub("�", text)
