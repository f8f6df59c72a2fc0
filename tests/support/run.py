"""Where the checkout lies, and what runs its command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

Bbclf = Callable[..., "subprocess.CompletedProcess[bytes]"]
"""Runs ``bbclf ARGS``; the fixture ``bbclf`` of conftest.py."""
