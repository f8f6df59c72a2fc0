"""How the shipped model is made, compared and measured. It imports bbclf, never the reverse; README.md has the map."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["CACHE", "ROOT"]

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""

CACHE = Path(os.environ.get("BBCLF_CACHE", ROOT / ".cache"))
"""What can be computed again; safe to delete."""
