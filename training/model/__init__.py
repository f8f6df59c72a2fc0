"""The shipped model: fitted, checked against its floors, installed."""

from __future__ import annotations

from pathlib import Path

__all__ = ["PARAMS"]

PARAMS = Path(__file__).with_name("params.toml")
"""Parameters of the shipped model."""
