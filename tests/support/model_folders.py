"""Model folders under attack: what their model says of a few pages, and how tests change them."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.page import Page

__all__ = ["PAGES", "Arrays", "edit_manifest", "flipped", "forge", "forge_arrays", "read_arrays", "results"]

PAGES = [
    Page.from_text("Home\nShare\nIt rained all night, and the river rose.\nMenu", view="text"),
    Page.from_text("It rained all night, and the river rose.\nShare", view="leftover"),
    Page.from_html("<ul class=menu><li><a href=/>Home</a></ul><p>It rained all night, and the river rose.</p>"),
]

Arrays = dict[str, np.ndarray]


def results(folder: Path) -> list[bytes]:
    """Probabilities of all lines of :data:`PAGES`."""
    classifier = LineClassifier.load(folder)
    return [classifier.label(page).p_boilerplate.tobytes() for page in PAGES]


def edit_manifest(folder: Path, **changes: object) -> None:
    """Change entries of the manifest; None removes one."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8")) | changes
    path.write_text(json.dumps({name: value for name, value in manifest.items() if value is not None}), "utf-8")


def forge(folder: Path, packed: bytes) -> None:
    """Put other arrays into the folder, with a manifest that vouches for them."""
    (folder / "arrays.npz").write_bytes(packed)
    digests = json.loads((folder / "manifest.json").read_text("utf-8"))["sha256"]
    edit_manifest(folder, sha256={**digests, "arrays.npz": hashlib.sha256(packed).hexdigest()})


def read_arrays(folder: Path) -> Arrays:
    with np.load(folder / "arrays.npz") as arrays:
        return dict(arrays)


def forge_arrays(folder: Path, arrays: dict[str, Any]) -> None:
    packed = BytesIO()
    np.savez(packed, **arrays)
    forge(folder, packed.getvalue())


def flipped(original: bytes, place: int, bit: int = 0) -> bytes:
    return original[:place] + bytes([original[place] ^ 1 << bit]) + original[place + 1 :]
