"""A sentence that the plain model calls content, for it is long; lines such as Home are short."""

from __future__ import annotations

__all__ = ["PROSE"]

PROSE = "It rained all night, and in the morning the river stood at the door."
