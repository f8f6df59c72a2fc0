"""What the commands that measure out of fold have in common."""

from __future__ import annotations

import argparse
from pathlib import Path

from training import CACHE

__all__ = ["out_of_fold_parser"]


def out_of_fold_parser(description: str) -> argparse.ArgumentParser:
    """A parser with ``--oof``, a folder of out-of-fold results, and ``--model``, a model folder or None."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--oof", type=Path, default=CACHE / "model" / "oof", help="out-of-fold results (%(default)s)")
    parser.add_argument("--model", type=Path, help="whose thresholds are used (default: the packaged model)")
    return parser
