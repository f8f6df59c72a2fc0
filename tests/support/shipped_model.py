"""The shipped model, for tests that need one: what it knows may be missing, or be of another feature schema."""

from __future__ import annotations

from functools import cache

import pytest

from bbclf.classifier import LineClassifier
from bbclf.errors import FeatureMismatchError, ModelFormatError, ModelNotFoundError

__all__ = ["load_or_skip"]


@cache
def _load() -> LineClassifier | str:
    try:
        return LineClassifier.load()
    except (FeatureMismatchError, ModelFormatError, ModelNotFoundError) as error:
        return str(error)


def load_or_skip() -> LineClassifier:
    """The shipped model; skips the test where there is none that fits this code."""
    loaded = _load()
    if isinstance(loaded, str):
        pytest.skip(f"no shipped model that fits this code: {loaded}")
    return loaded
