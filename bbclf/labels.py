"""The two labels of a line, by the names that files and results use."""

from __future__ import annotations

__all__ = ["BOILERPLATE", "CONTENT", "LABELS", "MARKS"]

CONTENT = "content"
BOILERPLATE = "boilerplate"

LABELS = (CONTENT, BOILERPLATE)

MARKS = {CONTENT: "+", BOILERPLATE: "-"}
"""What stands before a line of each label where lines are shown to people."""
