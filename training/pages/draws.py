"""Random choices of a page: the same whatever the other pages."""

from __future__ import annotations

import hashlib

import numpy as np

from training.sources.pages import RawPage

__all__ = ["page_generator"]


def page_generator(raw: RawPage, purpose: str) -> np.random.Generator:
    """A generator seeded by the page's id and what is drawn, so that adding a page changes no other."""
    digest = hashlib.sha256(f"{purpose}:{raw.id}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))
