"""Arrays in a file: the same bytes each time, no pickle, and each array checked when it is taken."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bbclf.npz import pack, take, unpack

ARRAYS = {"one": np.array([1, 2], dtype=np.int16), "two": np.array(0.5), "three": np.zeros((2, 0), dtype=np.float32)}


def test_arrays_come_back() -> None:
    again = unpack(pack(ARRAYS), 1000)
    assert list(again) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert (again[name].dtype, again[name].shape) == (array.dtype, array.shape)
        assert again[name].tobytes() == array.tobytes()


def test_the_same_arrays_make_the_same_bytes() -> None:
    assert pack(ARRAYS) == pack({name: array.copy() for name, array in ARRAYS.items()})


def test_more_than_may_be_read() -> None:
    with pytest.raises(ValueError, match=r"not readable as arrays \(unpacks to [0-9,]+ bytes, more than the 300 that"):
        unpack(pack(ARRAYS), 300)


def test_objects_are_not_unpickled() -> None:
    with pytest.raises(ValueError, match="not readable as arrays"):
        unpack(pack({"objects": np.array([{}, []], dtype=object)}), 10_000)


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.zeros(2), "x must be float32 of 1 dimensions, got float64 of 1 dimensions"),
        (np.zeros(2, dtype=">f4"), "x must be float32 of 1 dimensions, got >f4 of 1 dimensions"),
        (np.zeros((1, 2), dtype=np.float32), "x must be float32 of 1 dimensions, got float32 of 2 dimensions"),
        (np.array([0, np.nan], dtype=np.float32), "x must be finite"),
        (np.array([0, np.inf], dtype=np.float32), "x must be finite"),
    ],
)
def test_an_array_of_another_kind_is_not_taken(array: NDArray[Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        take({"x": array}, "x", np.float32)


def test_an_array_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="has no array y"):
        take(ARRAYS, "y", np.float32)
