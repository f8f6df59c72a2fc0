"""A row's log-odds are the same to the last bit whatever rows are beside it, and however they lie in memory."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bbclf.network import BLOCK_ROWS, Network
from tests.support.networks import NAN, Fitted, Rows


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
