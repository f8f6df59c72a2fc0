"""Texts that the tests of adapters give to engines."""

from __future__ import annotations

__all__ = ["PROSE", "page_text"]

PROSE = "It rained all night, and in the morning the river stood at the door."


def page_text(number: int) -> str:
    """A small page with a menu, a sentence and a button."""
    return f"Home\nAbout\n{PROSE} It was day {number}.\nShare\n"
