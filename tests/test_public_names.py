"""Names of the package itself."""

from __future__ import annotations

import pytest

import bbclf


def test_public_names() -> None:
    assert bbclf.__all__ == sorted(bbclf.__all__)
    for name in bbclf.__all__:
        assert getattr(bbclf, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        bbclf.nothing  # noqa: B018
