"""Names of the package itself."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

import bbclf


def test_public_names() -> None:
    assert bbclf.__all__ == sorted(bbclf.__all__)
    assert {*bbclf.__all__, "train"} == set(dir(bbclf))
    for name in bbclf.__all__:
        assert getattr(bbclf, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        bbclf.nothing  # noqa: B018


@pytest.mark.parametrize("name", sorted({*bbclf.__all__, "train"} - {"__version__"}))
def test_no_module_has_a_public_name(name: str) -> None:
    """Importing the module would put it in the place of the function."""
    assert find_spec(f"bbclf.{name}") is None


def test_train_is_public() -> None:
    pytest.importorskip("sklearn")
    from bbclf.fit import train

    assert bbclf.train is train
