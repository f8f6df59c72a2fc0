"""Visible text of HTML by many hands (being extended)."""

from __future__ import annotations

import re

from training.walk import Text, walk

WHITE_SPACE = re.compile(r"\s+")


def lxml_blocks(html: str) -> str:
    """Text nodes joined, with a line break at each block: what a careful scraping script does."""
    pieces = [WHITE_SPACE.sub(" ", event.text) if isinstance(event, Text) else "\n" for event in walk(html)]
    return tidy_lines("".join(pieces))


def tidy_lines(text: str) -> str:
    """One space between words, no blank lines."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
