"""The forest gives scikit-learn's probabilities, the same for a row whatever rows are beside it."""

from __future__ import annotations

import dataclasses
import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from bbclf.forest import BLOCK_ROWS, Forest

ensemble = pytest.importorskip("sklearn.ensemble")
Fitted = tuple[Forest, NDArray[np.float32], NDArray[np.float64]]


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    """A forest, rows with what is hard in numbers, and scikit-learn's probabilities of them."""
    from bbclf.train.forests import export_forest

    random = np.random.default_rng(1)
    X = random.normal(size=(3 * BLOCK_ROWS + 7, 12)).astype(np.float32)
    X[:, 3] = np.round(X[:, 3])  # few values: thresholds between, and rows of equal value
    X[:, 4] = np.where(X[:, 4] > 0, 1.0, np.nan)  # a split can only part NaN from the rest
    X[random.random(X.shape) < 0.1] = np.nan
    X[random.random(X.shape) < 0.05] = -0.0
    margin = np.nan_to_num(X[:, 0] * X[:, 1] - X[:, 2]) + X[:, 3:].sum(axis=1, where=~np.isnan(X[:, 3:]))
    target = margin + np.isnan(X[:, 4]) * 2 > 0
    model = ensemble.HistGradientBoostingClassifier(max_iter=30, max_leaf_nodes=31, early_stopping=False)
    model.fit(X, target)
    forest = export_forest(model)
    splits = np.flatnonzero(forest.feature >= 0)[: len(X)]
    X[np.arange(len(splits)), forest.feature[splits]] = np.minimum(forest.threshold[splits], 1e9)
    X[splits[::5] % len(X), 5] = -np.inf
    return forest, X, model.predict_proba(X)[:, 1]


@pytest.fixture
def by_hand() -> Forest:
    """A split on column 0, NaN to the right, above one on column 1, NaN to the left; beside it a leaf."""
    return Forest(
        feature=np.array([0, -1, 1, -1, -1, -1], dtype=np.int16),
        threshold=np.array([0.5, 0, 0.1, 0, 0, 0]),
        missing_left=np.array([False, False, True, False, False, False]),
        left=np.array([1, 1, 3, 3, 4, 5], dtype=np.int32),
        right=np.array([2, 1, 4, 3, 4, 5], dtype=np.int32),
        value=np.array([0, 1.0, 0, 2.0, 4.0, 0.5]),
        roots=np.array([0, 5], dtype=np.int32),
        baseline=10.0,
        n_features=2,
    )


def test_equals_scikit_learn(fitted: Fitted) -> None:
    forest, X, expected = fitted
    forest.check("fitted")
    assert np.isfinite(forest.threshold).all()
    np.testing.assert_allclose(forest.predict_proba(X), expected, atol=1e-6)


def test_row_is_independent_of_the_rows_beside_it(fitted: Fitted) -> None:
    forest, X, _ = fitted
    together = forest.predict_proba(X)
    for size in (1, 2, 3, 50, BLOCK_ROWS, BLOCK_ROWS + 1):
        parts = [forest.predict_proba(X[i : i + size]) for i in range(0, min(len(X), 100 * size), size)]
        assert np.array_equal(np.concatenate(parts), together[: sum(map(len, parts))])


def test_memory_order_changes_nothing(fitted: Fitted) -> None:
    forest, X, _ = fitted
    assert np.array_equal(forest.log_odds(np.asfortranarray(X)), forest.log_odds(X))
    assert np.array_equal(forest.log_odds(X[::2]), forest.log_odds(X)[::2])


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((0.5, 9.0), 1.0),
        ((-0.0, 9.0), 1.0),
        ((-np.inf, np.nan), 1.0),
        ((0.6, 0.0), 2.0),
        ((0.6, np.nan), 2.0),
        ((np.nan, -np.inf), 2.0),
        ((np.nan, 0.2), 4.0),
        ((np.inf, np.inf), 4.0),
        # 0.1 as float32 is greater than 0.1 as float64, the float32 before it is less.
        ((0.6, np.float32(0.1)), 4.0),
        ((0.6, np.nextafter(np.float32(0.1), np.float32(0))), 2.0),
    ],
)
def test_every_way_through_a_tree(by_hand: Forest, row: tuple[float, float], expected: float) -> None:
    by_hand.check("by hand")
    X = np.array([row], dtype=np.float32)
    assert by_hand.log_odds(X).tolist() == [10.0 + 0.5 + expected]


def test_no_rows(by_hand: Forest) -> None:
    assert by_hand.predict_proba(np.zeros((0, 2), dtype=np.float32)).shape == (0,)


def test_no_trees(by_hand: Forest) -> None:
    columns = ("feature", "threshold", "missing_left", "left", "right", "value", "roots")
    empty = dataclasses.replace(by_hand, **{name: getattr(by_hand, name)[:0] for name in columns})
    empty.check("empty")
    assert empty.log_odds(np.zeros((3, 2), dtype=np.float32)).tolist() == [10.0] * 3


def test_wrong_number_of_columns(by_hand: Forest) -> None:
    with pytest.raises(ValueError, match="broadcast"):
        by_hand.log_odds(np.zeros((3, 3), dtype=np.float32))


def test_pickled_and_shared_between_threads(fitted: Fitted) -> None:
    forest, X, _ = fitted
    expected = forest.log_odds(X)
    fresh = pickle.loads(pickle.dumps(forest))
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: fresh.log_odds(X), range(16)):
            assert np.array_equal(found, expected)


@pytest.mark.parametrize(
    ("column", "place", "number", "message"),
    [
        ("feature", 0, 2, "a column that is not there"),
        ("feature", 1, 0, "does not come after"),
        ("feature", 0, -1, "a leaf has a child"),
        ("left", 1, 2, "a leaf has a child"),
        ("left", 2, 0, "does not come after"),
        ("right", 2, 6, "does not come after"),
        ("right", 2, 3, "no parent, or two"),
        ("right", 2, 5, "another tree"),
        ("roots", 0, 1, "another tree"),
        ("roots", 0, -1, "out of range"),
        ("roots", 1, 6, "out of range"),
        ("roots", 1, 0, "not ascending"),
    ],
)
def test_what_is_not_a_tree_is_refused(by_hand: Forest, column: str, place: int, number: int, message: str) -> None:
    getattr(by_hand, column)[place] = number
    with pytest.raises(ValueError, match=message):
        by_hand.check("by hand")


def test_columns_of_different_length_are_refused(by_hand: Forest) -> None:
    with pytest.raises(ValueError, match="differ in length"):
        dataclasses.replace(by_hand, value=by_hand.value[:-1]).check("by hand")


def test_too_many_leaves_are_refused() -> None:
    """A chain of splits, a leaf to the left of each."""
    n_splits = 256
    splits = np.arange(n_splits) * 2
    nodes = np.arange(2 * n_splits + 1, dtype=np.int32)
    left, right, feature = nodes.copy(), nodes.copy(), np.full(len(nodes), -1, dtype=np.int16)
    left[splits], right[splits], feature[splits] = splits + 1, splits + 2, 0
    chain = Forest(
        feature, np.zeros(len(nodes)), np.zeros(len(nodes), dtype=np.bool_), left, right,
        np.zeros(len(nodes)), np.zeros(1, dtype=np.int32), 0.0, 1,
    )  # fmt: skip
    with pytest.raises(ValueError, match="more than 256 leaves"):
        chain.check("chain")
