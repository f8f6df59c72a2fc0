"""Networks that are refused: arrays that do not fit each other, weights too large for exact sums."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bbclf.network import INPUT_LIMIT, MAX_HIDDEN, MAX_OUT, MAX_UNITS, Network
from tests.support.networks import integer_network, plain_scaling


def integers(dtype: type[np.generic], *values: Any) -> NDArray[Any]:
    return np.array(values, dtype=dtype)


LOWEST = np.iinfo(np.int32).min
"""Its absolute value is none of 32 bits."""


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rate": integers(np.float32, 1)}, "center and rate differ in length"),
        ({"center": integers(np.float32, 1, 2, 3)}, "center and rate differ in length"),
        ({"flagged": integers(np.int16, 2)}, "a flag is of a column that does not exist"),
        ({"flagged": integers(np.int16, -1)}, "a flag is of a column that does not exist"),
        ({"flagged": integers(np.int16, 0, 1)}, "layers do not fit"),
        ({"flagged": integers(np.int16)}, "layers do not fit"),
        ({"weights": integers(np.int16, [2, -1], [0, 3])}, "layers do not fit"),
        ({"weights": integers(np.int16, [2, 0], [-1, 3], [0, 5])}, "layers do not fit"),
        ({"weights": integers(np.int16, 2, -1, 0, 0, 3, 5)}, "layers do not fit"),
        ({"bias": integers(np.int32, 10)}, "layers do not fit"),
        ({"out": integers(np.int32, 1)}, "layers do not fit"),
        ({"out": integers(np.int32, 1, -2, 3)}, "layers do not fit"),
        ({"bias": integers(np.int32, 10, MAX_HIDDEN)}, "more than is exact"),
        ({"bias": integers(np.int32, 10, MAX_HIDDEN - 8 * INPUT_LIMIT)}, "more than is exact"),
        ({"bias": integers(np.int32, 10, 8 * INPUT_LIMIT - MAX_HIDDEN)}, "more than is exact"),
        ({"bias": integers(np.int32, LOWEST, 0)}, "more than is exact"),
        ({"out": integers(np.int32, MAX_OUT + 1, 0)}, "more than is exact"),
        ({"out": integers(np.int32, 0, -MAX_OUT - 1)}, "more than is exact"),
        ({"out": integers(np.int32, LOWEST, 0)}, "more than is exact"),
    ],
)
def test_what_is_no_network_is_refused(by_hand: Network, changes: dict[str, NDArray[Any]], message: str) -> None:
    of_scaling = {name: value for name, value in changes.items() if hasattr(by_hand.scaling, name)}
    of_network = {name: value for name, value in changes.items() if name not in of_scaling}
    changed = replace(by_hand, scaling=replace(by_hand.scaling, **of_scaling), **of_network)
    with pytest.raises(ValueError, match=message):
        changed.check()


@pytest.mark.parametrize(
    "changes",
    [
        {"bias": integers(np.int32, 10, MAX_HIDDEN - 8 * INPUT_LIMIT - 1)},
        {"bias": integers(np.int32, 10, 8 * INPUT_LIMIT - MAX_HIDDEN + 1)},
        {"out": integers(np.int32, MAX_OUT, -MAX_OUT)},
        {"weights": integers(np.int16, [-(2**15), 2**15 - 1, 0], [0, 3, 5])},
    ],
)
def test_numbers_as_large_as_is_exact_are_not_refused(by_hand: Network, changes: dict[str, NDArray[Any]]) -> None:
    replace(by_hand, **changes).check()


def test_weights_of_the_lowest_number_count_as_large_as_they_are() -> None:
    # Six come to more than is exact; in 16 bits each one's absolute value would be below 0.
    lowest = integer_network(plain_scaling(6), weights=[[-(2**15)] * 6], bias=[0], out=[1])
    with pytest.raises(ValueError, match="more than is exact"):
        lowest.check()


def test_too_many_units_are_refused() -> None:
    one_more = MAX_UNITS + 1
    network = integer_network(plain_scaling(1), weights=[[1]] * one_more, bias=[0] * one_more, out=[1] * one_more)
    with pytest.raises(ValueError, match=f"has {one_more} units, more than {MAX_UNITS}"):
        network.check()


# --- stored and read ---


def test_a_network_comes_back_from_its_arrays(by_hand: Network) -> None:
    again = Network.from_arrays(by_hand.to_arrays())
    rows = np.array([[1.5, -3], [np.nan, 1]], dtype=np.float32)
    assert again.log_odds(rows).tobytes() == by_hand.log_odds(rows).tobytes()
    assert {name: array.dtype.str for name, array in again.to_arrays().items()} == {
        "center": "<f4", "rate": "<f4", "flagged": "<i2", "weights": "<i2", "bias": "<i4", "out": "<i4",
        "out_scale": "<f8", "out_bias": "<f8",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        ("rate", None, "has no array rate"),
        ("rate", np.array([32, 16]), r"rate must be float32 of 1 dimensions, got int64 of 1 dimensions"),
        ("weights", np.zeros(6, dtype=np.int16), r"weights must be int16 of 2 dimensions, got int16 of 1 dimensions"),
        ("out_bias", np.zeros(1), "out_bias must be float64 of 0 dimensions, got float64 of 1 dimensions"),
        ("center", np.array([1, np.nan], dtype=np.float32), "center must be finite"),
        ("rate", np.zeros(3, dtype=np.float32), "center and rate differ in length: 2 and 3"),
    ],
)
def test_arrays_that_make_no_network(by_hand: Network, name: str, array: NDArray[Any] | None, message: str) -> None:
    stored = {**by_hand.to_arrays(), name: array}
    with pytest.raises(ValueError, match=message):
        Network.from_arrays({name: array for name, array in stored.items() if array is not None})
