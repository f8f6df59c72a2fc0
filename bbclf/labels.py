"""The two labels of a line, by the names that files and results use."""

from __future__ import annotations

__all__ = ["BOILERPLATE", "CONTENT", "LABELS"]

CONTENT = "content"
BOILERPLATE = "boilerplate"

LABELS = (CONTENT, BOILERPLATE)
