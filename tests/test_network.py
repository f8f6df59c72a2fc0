"""The network gives scikit-learn's probabilities, the same for a row whatever rows are beside it, to the last bit."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from bbclf.network import BLOCK_ROWS, INPUT_LIMIT, INPUT_STEPS, MAX_HIDDEN, MAX_OUT, MAX_UNITS, Network, Scaling

NAN, INF, HUGE = np.nan, np.inf, 3e38

Rows = NDArray[np.float32]


def row(*values: float) -> Rows:
    return np.array([values], dtype=np.float32)


# --- scikit-learn ---


class Fitted(NamedTuple):
    """A network, the classifiers that it was made of, and rows with what is hard in numbers."""

    network: Network
    classifiers: list[Any]
    X: Rows

    @property
    def inputs(self) -> NDArray[np.float64]:
        return self.network.scaling.inputs(self.X).T.astype(np.float64) / INPUT_STEPS


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    pytest.importorskip("sklearn")
    from bbclf.fit import NetworkParams
    from bbclf.fit.networks import export_network, fit_classifiers, fit_scaling

    random = np.random.default_rng(1)
    X = random.normal(size=(2 * BLOCK_ROWS + 7, 12)).astype(np.float32)
    X[:, 3] = np.round(X[:, 3]) * 1e4
    X[:, 4] = np.where(X[:, 4] > 0, 1.0, NAN)  # one value: all it says is whether it is there
    X[random.random(X.shape) < 0.1] = NAN
    X[:, 5] = NAN
    X[:, 6] = 7.0
    X[:, 7] = random.normal(size=len(X))  # the one column that is never missing, and has no flag
    margin = np.nan_to_num(X[:, 0] * X[:, 1] - X[:, 2] + X[:, 8]) + X[:, 7] + 2 * np.isnan(X[:, 4])
    scaling = fit_scaling(X, 3.0)
    params = NetworkParams(n_networks=3, n_units=16, epochs=10, batch_size=64, learning_rate=0.01)
    classifiers = fit_classifiers(X, margin > 0.5, np.ones(len(X)), scaling, params, seed=1)
    for place, value in enumerate((INF, -INF, HUGE, -HUGE, 1e-40, -0.0)):
        X[place::50] = np.where(random.random((len(X[place::50]), 12)) < 0.3, value, X[place::50])
    X[6], X[7] = NAN, 0.0
    return Fitted(export_network(classifiers, scaling), classifiers, X)


def probabilities(classifiers: Sequence[Any], inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    """By scikit-learn, of the mean of the classifiers' log-odds."""
    log_odds = []
    for classifier in map(copy, classifiers):
        classifier.out_activation_ = "identity"  # what stands for the probability is its log-odds then
        log_odds.append(classifier.predict_proba(inputs)[:, 1])
    return 1 / (1 + np.exp(-np.mean(log_odds, axis=0)))


def rounded(network: Network, classifiers: Sequence[Any]) -> list[Any]:
    """The classifiers with the network's weights in place of their own."""
    of_each = np.split(np.arange(len(network.bias)), len(classifiers))
    steps = 1000.0  # of a weight; as the units have no upper limit, more steps here are fewer at the output
    out_scale = network.out_scale * len(classifiers) * INPUT_STEPS * steps
    found = []
    for classifier, units in zip(map(copy, classifiers), of_each, strict=True):
        out_bias = classifier.intercepts_[1].astype(np.float64)
        classifier.coefs_ = [network.weights[units].T / steps, network.out[units, None] * out_scale]
        classifier.intercepts_ = [network.bias[units] / (steps * INPUT_STEPS), out_bias]
        found.append(classifier)
    return found


def test_probabilities_are_those_of_scikit_learn_with_the_rounded_weights(fitted: Fitted) -> None:
    network, classifiers, X = fitted
    network.check("fitted")
    expected = probabilities(rounded(network, classifiers), fitted.inputs)
    found = network.predict_proba(X)
    assert found.dtype == np.float32
    assert (expected < 0.1).sum() > 500
    assert (expected > 0.9).sum() > 500
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_rounding_changes_next_to_nothing(fitted: Fitted) -> None:
    expected = probabilities(fitted.classifiers, fitted.inputs)
    np.testing.assert_allclose(fitted.network.predict_proba(fitted.X), expected, atol=1e-3)


def test_a_single_classifier_is_exported_too(fitted: Fitted) -> None:
    from bbclf.fit.networks import export_network

    alone = export_network(fitted.classifiers[1:2], fitted.network.scaling)
    expected = fitted.classifiers[1].predict_proba(fitted.inputs)[:, 1]
    np.testing.assert_allclose(alone.predict_proba(fitted.X), expected, atol=1e-3)


# --- by hand ---


@pytest.fixture
def by_hand() -> Network:
    """Two columns, the second with a flag, and two units, the second with a vote for the first class."""
    return Network(
        scaling=Scaling(
            center=np.array([1, -2], dtype=np.float32),
            rate=np.array([32, 16], dtype=np.float32),
            flagged=np.array([1], dtype=np.int16),
        ),
        weights=np.array([[2, -1, 0], [0, 3, 5]], dtype=np.int16),
        bias=np.array([10, -100], dtype=np.int32),
        out=np.array([1, -2], dtype=np.int32),
        out_scale=0.5,
        out_bias=0.25,
    )


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
    by_hand.check("by hand")
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
def test_inputs_are_whole_numbers_within_their_limits(X: Rows, center: Rows, rate: Rows) -> None:
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
    empty.check("empty")
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


# --- exact sums ---


def whole(scaling: Scaling, **arrays: Sequence[Any]) -> Network:
    """A network whose log-odds are 2**-44 times a whole number: 2**53 of them are no more than 512."""
    dtypes = {"weights": np.int16, "bias": np.int32, "out": np.int32}
    columns = {name: np.array(arrays[name], dtype=dtype) for name, dtype in dtypes.items()}
    return Network(scaling, **columns, out_scale=2.0**-44, out_bias=0.0)


def plain_scaling(n_features: int) -> Scaling:
    """Columns that are ``INPUT_STEPS`` times as great as inputs."""
    rate = np.full(n_features, INPUT_STEPS, dtype=np.float32)
    return Scaling(np.zeros(n_features, dtype=np.float32), rate, flagged=np.zeros(0, dtype=np.int16))


def sums(network: Network, inputs: NDArray[np.int64]) -> list[int]:
    """What a network without flags adds up at its output, in Python's whole numbers."""
    weights, bias, out = network.weights.tolist(), network.bias.tolist(), network.out.tolist()
    found = []
    for values in inputs.tolist():
        hidden = [sum(map(int.__mul__, row, values)) + bias[unit] for unit, row in enumerate(weights)]
        found.append(sum(vote * max(0, value) for vote, value in zip(out, hidden, strict=True)))
    return found


@pytest.fixture(scope="module")
def at_the_edge() -> Network:
    """As many units as there may be, each of whose sums may come to 1 less than is too much."""
    random = np.random.default_rng(2)
    n_features = 250
    size = random.integers(0, 699, (MAX_UNITS, n_features))
    room = (MAX_HIDDEN - 1) // INPUT_LIMIT - size.sum(axis=1)
    size += room[:, None] // n_features
    size[:, 0] += room % n_features
    sign = random.choice([-1, 1], size.shape)
    bias = np.full(MAX_UNITS, (MAX_HIDDEN - 1) % INPUT_LIMIT)
    out = random.choice([-MAX_OUT, MAX_OUT, MAX_OUT - 1, 1 - MAX_OUT], MAX_UNITS)
    return whole(plain_scaling(n_features), weights=size * sign, bias=bias, out=out)


def test_sums_at_the_edge_are_exact(at_the_edge: Network) -> None:
    at_the_edge.check("at the edge")
    random = np.random.default_rng(3)
    n_features = at_the_edge.scaling.n_inputs
    highest = np.sign(at_the_edge.weights[:20].astype(np.int64)) * INPUT_LIMIT
    hidden = highest @ at_the_edge.weights.astype(np.int64).T + at_the_edge.bias
    assert set(np.diagonal(hidden).tolist()) == {MAX_HIDDEN - 1}
    others = random.integers(-INPUT_LIMIT, INPUT_LIMIT + 1, (40, n_features))
    inputs = np.concatenate([highest, -highest, others, np.zeros((1, n_features), dtype=np.int64)])
    expected = sums(at_the_edge, inputs)
    found = at_the_edge.log_odds((inputs / INPUT_STEPS).astype(np.float32)) * 2.0**44
    assert [int(value) for value in found.tolist()] == expected


def test_the_greatest_sum_that_there_can_be_is_exact() -> None:
    n_features = 6
    weights = np.full((MAX_UNITS, n_features), (MAX_HIDDEN - 1) // INPUT_LIMIT // n_features)
    bias = [MAX_HIDDEN - 1 - INPUT_LIMIT * int(weights[0].sum())] * MAX_UNITS
    greatest = whole(plain_scaling(n_features), weights=weights, bias=bias, out=[MAX_OUT] * MAX_UNITS)
    greatest.check("greatest")
    X = np.full((2, n_features), INPUT_LIMIT / INPUT_STEPS, dtype=np.float32)
    assert [int(value) for value in (greatest.log_odds(X) * 2.0**44).tolist()] == [2**53 - 2**29] * 2


# --- whatever rows are beside it ---


@pytest.fixture(scope="module")
def many_rows(at_the_edge: Network) -> Rows:
    random = np.random.default_rng(4)
    X = random.normal(size=(BLOCK_ROWS + 300, at_the_edge.scaling.n_inputs)).astype(np.float32)
    X[random.random(X.shape) < 0.1] = NAN
    return X


@pytest.fixture(scope="module")
def together(at_the_edge: Network, many_rows: Rows) -> NDArray[np.float64]:
    """Log-odds of all rows at once."""
    return at_the_edge.log_odds(many_rows)


def as_is(X: Rows) -> Rows:
    return X


def reversed_twice(X: Rows) -> Rows:
    return np.ascontiguousarray(X[::-1])[::-1]


def every_other(X: Rows) -> Rows:
    return np.repeat(X, 2, axis=0)[::2]


@given(
    st.lists(st.integers(0, BLOCK_ROWS + 300), max_size=6),
    st.sampled_from([np.ascontiguousarray, np.asfortranarray, as_is, reversed_twice, every_other]),
)
def test_a_row_has_the_same_log_odds_in_any_batch(
    at_the_edge: Network,
    many_rows: Rows,
    together: NDArray[np.float64],
    cuts: list[int],
    in_memory: Callable[[Rows], Rows],
) -> None:
    parts = [at_the_edge.log_odds(in_memory(part)) for part in np.split(many_rows, sorted(cuts))]
    assert np.concatenate(parts).tobytes() == together.tobytes()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50, BLOCK_ROWS - 1, BLOCK_ROWS, BLOCK_ROWS + 1])
def test_batches_of_one_size(fitted: Fitted, size: int) -> None:
    network, _, X = fitted
    together = network.predict_proba(X)
    parts = [network.predict_proba(X[i : i + size]) for i in range(0, min(len(X), 200 * size), size)]
    assert np.concatenate(parts).tobytes() == together[: sum(map(len, parts))].tobytes()


def test_memory_order_changes_nothing(fitted: Fitted) -> None:
    network, _, X = fitted
    expected = network.log_odds(X)
    assert network.log_odds(np.asfortranarray(X)).tobytes() == expected.tobytes()
    assert network.log_odds(X[::2]).tobytes() == expected[::2].tobytes()
    assert network.log_odds(X[::-1]).tobytes() == expected[::-1].tobytes()


def test_rows_are_left_as_they_were(fitted: Fitted) -> None:
    before = fitted.X.tobytes()
    fitted.network.predict_proba(fitted.X)
    assert fitted.X.tobytes() == before


def test_pickled_and_shared_between_threads(fitted: Fitted) -> None:
    network, _, X = fitted
    expected = network.log_odds(X)
    fresh = pickle.loads(pickle.dumps(network))
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: fresh.log_odds(X), range(16)):
            assert np.array_equal(found, expected)


# --- what is no network ---


def whole_array(dtype: type[np.generic], *values: Any) -> NDArray[Any]:
    return np.array(values, dtype=dtype)


LOWEST = np.iinfo(np.int32).min
"""Its absolute value is none of 32 bits."""


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rate": whole_array(np.float32, 1)}, "center and rate differ in length"),
        ({"center": whole_array(np.float32, 1, 2, 3)}, "center and rate differ in length"),
        ({"flagged": whole_array(np.int16, 2)}, "a flag is of a column that is not there"),
        ({"flagged": whole_array(np.int16, -1)}, "a flag is of a column that is not there"),
        ({"flagged": whole_array(np.int16, 0, 1)}, "layers do not fit"),
        ({"flagged": whole_array(np.int16)}, "layers do not fit"),
        ({"weights": whole_array(np.int16, [2, -1], [0, 3])}, "layers do not fit"),
        ({"weights": whole_array(np.int16, [2, 0], [-1, 3], [0, 5])}, "layers do not fit"),
        ({"weights": whole_array(np.int16, 2, -1, 0, 0, 3, 5)}, "layers do not fit"),
        ({"bias": whole_array(np.int32, 10)}, "layers do not fit"),
        ({"out": whole_array(np.int32, 1)}, "layers do not fit"),
        ({"out": whole_array(np.int32, 1, -2, 3)}, "layers do not fit"),
        ({"bias": whole_array(np.int32, 10, MAX_HIDDEN)}, "more than is exact"),
        ({"bias": whole_array(np.int32, 10, MAX_HIDDEN - 8 * INPUT_LIMIT)}, "more than is exact"),
        ({"bias": whole_array(np.int32, 10, 8 * INPUT_LIMIT - MAX_HIDDEN)}, "more than is exact"),
        ({"bias": whole_array(np.int32, LOWEST, 0)}, "more than is exact"),
        ({"out": whole_array(np.int32, MAX_OUT + 1, 0)}, "more than is exact"),
        ({"out": whole_array(np.int32, 0, -MAX_OUT - 1)}, "more than is exact"),
        ({"out": whole_array(np.int32, LOWEST, 0)}, "more than is exact"),
    ],
)
def test_what_is_no_network_is_refused(by_hand: Network, changes: dict[str, NDArray[Any]], message: str) -> None:
    of_scaling = {name: value for name, value in changes.items() if hasattr(by_hand.scaling, name)}
    of_network = {name: value for name, value in changes.items() if name not in of_scaling}
    changed = replace(by_hand, scaling=replace(by_hand.scaling, **of_scaling), **of_network)
    with pytest.raises(ValueError, match=f"by hand: .*{message}"):
        changed.check("by hand")


@pytest.mark.parametrize(
    "changes",
    [
        {"bias": whole_array(np.int32, 10, MAX_HIDDEN - 8 * INPUT_LIMIT - 1)},
        {"bias": whole_array(np.int32, 10, 8 * INPUT_LIMIT - MAX_HIDDEN + 1)},
        {"out": whole_array(np.int32, MAX_OUT, -MAX_OUT)},
        {"weights": whole_array(np.int16, [-(2**15), 2**15 - 1, 0], [0, 3, 5])},
    ],
)
def test_numbers_as_large_as_is_exact_are_not_refused(by_hand: Network, changes: dict[str, NDArray[Any]]) -> None:
    replace(by_hand, **changes).check("by hand")


def test_weights_of_the_lowest_number_count_as_large_as_they_are() -> None:
    # Six come to more than is exact; in 16 bits each one's absolute value would be below 0.
    lowest = whole(plain_scaling(6), weights=[[-(2**15)] * 6], bias=[0], out=[1])
    with pytest.raises(ValueError, match="more than is exact"):
        lowest.check("lowest")


def test_too_many_units_are_refused() -> None:
    one_more = MAX_UNITS + 1
    network = whole(plain_scaling(1), weights=[[1]] * one_more, bias=[0] * one_more, out=[1] * one_more)
    with pytest.raises(ValueError, match=f"has {one_more} units, more than {MAX_UNITS}"):
        network.check("many")
