"""Texts that the tests of adapters give to engines."""

from __future__ import annotations

from tests.support.prose import PROSE

__all__ = ["page_text"]


def page_text(number: int) -> str:
    """A small page with a menu, a sentence and a button."""
    return f"Home\nAbout\n{PROSE} It was day {number}.\nShare\n"
