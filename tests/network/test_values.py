"""Inputs and log-odds of a network written by hand, computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bbclf.network import INPUT_LIMIT, INPUT_STEPS, MAX_OUT, Network, Scaling
from tests.support.networks import HUGE, INF, NAN, Rows, row

VALUES: list[tuple[str, Rows, tuple[float, float, float], float]] = [
    # A name, a row, its inputs, and the sum of 1 * the first unit - 2 * the second.
    ("means", row(1, -2), (0, 0, 0), 10),
    ("NaN is the mean, and its flag", row(1, NAN), (0, 0, 32), 10 - 2 * (5 * 32 - 100)),
    ("NaN without a flag", row(NAN, -2), (0, 0, 0), 10),
    ("all NaN", row(NAN, NAN), (0, 0, 32), 10 - 2 * (5 * 32 - 100)),
    ("both sides of a mean", row(1.5, -3), (16, -16, 0), 2 * 16 + 16 + 10),
    ("a unit that is not active", row(0.5, 0), (-16, 32, 0), 0),
    ("the other unit", row(0.5, 1), (-16, 48, 0), -2 * (3 * 48 - 100)),
    ("both units", row(3, 1), (64, 48, 0), (2 * 64 - 48 + 10) - 2 * (3 * 48 - 100)),
    ("just below the limit", row(3.96875, -2), (95, 0, 0), 2 * 95 + 10),
    ("the limit", row(4, -2), (96, 0, 0), 2 * 96 + 10),
    ("above the limit", row(4.1, -2), (96, 0, 0), 2 * 96 + 10),
    ("the lower limit", row(1, -8), (0, -96, 0), 96 + 10),
    ("below the lower limit", row(1, -9), (0, -96, 0), 96 + 10),
    ("huge", row(HUGE, -HUGE), (96, -96, 0), 2 * 96 + 96 + 10),
    ("infinite", row(INF, -INF), (96, -96, 0), 2 * 96 + 96 + 10),
    ("infinite to the other side", row(-INF, INF), (-96, 96, 0), -2 * (3 * 96 - 100)),
    ("infinite beside NaN", row(INF, NAN), (96, 0, 32), (2 * 96 + 10) - 2 * (5 * 32 - 100)),
    ("half a step is rounded to even", row(1 + 1 / 64, -2), (0, 0, 0), 10),
    ("to even, upwards", row(1 + 3 / 64, -2), (2, 0, 0), 2 * 2 + 10),
    ("a little more than half", row(1 + 1.01 / 64, -2), (1, 0, 0), 2 * 1 + 10),
]


@pytest.mark.parametrize(("X", "inputs", "expected"), [value[1:] for value in VALUES], ids=[v[0] for v in VALUES])
def test_value(by_hand: Network, X: Rows, inputs: tuple[float, ...], expected: float) -> None:
    by_hand.check()
    assert by_hand.scaling.inputs(X)[:, 0].tolist() == list(inputs)
    log_odds = expected * 0.5 + 0.25
    assert by_hand.log_odds(X).tolist() == [log_odds]
    assert by_hand.predict_proba(X).tolist() == [np.float32(1 / (1 + np.exp(-log_odds)))]


@pytest.mark.parametrize("value", [0.0, 7.0, -HUGE, INF, -INF, NAN])
def test_a_column_of_rate_0_says_no_more_than_its_flag(by_hand: Network, value: float) -> None:
    silent = replace(by_hand, scaling=replace(by_hand.scaling, rate=np.zeros(2, dtype=np.float32)))
    expected = 10 - 2 * (5 * 32 - 100) if np.isnan(value) else 10
    assert silent.log_odds(row(value, value)).tolist() == [expected * 0.5 + 0.25]


any_float32 = st.floats(width=32)
finite_float32 = st.floats(width=32, allow_nan=False, allow_infinity=False)


@given(arrays(np.float32, (3, 2), elements=any_float32), *[arrays(np.float32, 2, elements=finite_float32)] * 2)
def test_inputs_are_integers_within_their_limits(X: Rows, center: Rows, rate: Rows) -> None:
    inputs = Scaling(center, rate, flagged=np.array([1, 0], dtype=np.int16)).inputs(X)
    assert inputs.dtype == np.float32
    assert inputs.shape == (4, 3)
    assert (inputs == np.rint(inputs)).all()
    assert (np.abs(inputs) <= INPUT_LIMIT).all()
    assert (inputs[:2].T[np.isnan(X)] == 0).all()
    assert np.array_equal(inputs[2:], np.where(np.isnan(X.T[::-1]), INPUT_STEPS, 0))


def test_no_rows(by_hand: Network) -> None:
    assert by_hand.predict_proba(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


def test_no_units(by_hand: Network) -> None:
    names = ("weights", "bias", "out")
    empty = replace(by_hand, **{name: getattr(by_hand, name)[:0] for name in names})
    empty.check()
    assert empty.log_odds(np.zeros((3, 2), dtype=np.float32)).tolist() == [0.25] * 3


def test_wrong_number_of_columns(by_hand: Network) -> None:
    with pytest.raises(ValueError, match="broadcast"):
        by_hand.log_odds(np.zeros((3, 3), dtype=np.float32))


@pytest.mark.parametrize("out_scale", [1.0, 1e300, -1e300, 1.7e308, 5e-324, 0.0])
@pytest.mark.parametrize("out_bias", [0.0, 1e308, -1.7e308])
def test_the_most_extreme_output_is_a_probability(by_hand: Network, out_scale: float, out_bias: float) -> None:
    extreme = replace(by_hand, out=np.array([MAX_OUT, -MAX_OUT], dtype=np.int32))
    extreme = replace(extreme, out_scale=out_scale, out_bias=out_bias)
    X = np.concatenate([value[1] for value in VALUES])
    p = extreme.predict_proba(X)
    assert ((p >= 0) & (p <= 1)).all()
    assert (np.abs(extreme.log_odds(X)) <= 700).all()
    if abs(out_scale) >= 1 and out_bias == 0:
        assert set(p.tolist()) == {0.0, 0.5, 1.0}
