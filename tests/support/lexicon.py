"""Tests that need the lexicon, which is not in the repository."""

from __future__ import annotations

import pytest

from training.sources.lexicon import lexicon_path

__all__ = ["needs_lexicon"]

needs_lexicon = pytest.mark.skipif(not lexicon_path().exists(), reason="the lexicon is not here: see data/SOURCES.md")
