"""The scaling of inputs: means, standard deviations, flags of missing values."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.features import FEATURES
from bbclf.fit.scaling import fit_scaling
from bbclf.network import INPUT_LIMIT, INPUT_STEPS
from tests.support.training_pages import float_rows, training_rows

NAN = float("nan")


def test_columns_are_scaled_by_their_mean_and_deviation() -> None:
    X = float_rows([1, -4, 5], [3, NAN, 5.5], [NAN, 8, 6], [NAN, NAN, 5.5])
    scaling = fit_scaling(X, 3.0)
    assert scaling.center == pytest.approx([2, 2, 5.5])
    assert scaling.rate == pytest.approx([INPUT_STEPS / 1, INPUT_STEPS / 6, INPUT_STEPS / np.sqrt(0.125)])
    assert scaling.inputs(X)[:3].T.tolist() == [[-32, -32, -45], [32, 0, 0], [0, 32, 45], [0, 0, 0]]


def test_a_larger_clip_leaves_room_for_what_is_far_from_the_mean() -> None:
    X = np.zeros((50, 1), dtype=np.float32)
    X[0] = 1  # 7 standard deviations from the mean
    assert fit_scaling(X, 3.0).inputs(X)[0, 0] == INPUT_LIMIT
    assert fit_scaling(X, 8.0).inputs(X)[0, 0] == round(7 * INPUT_LIMIT / 8)
    assert fit_scaling(X, 8.0).rate == pytest.approx(INPUT_LIMIT / 8 / X.std())


def test_columns_that_are_constant_or_have_no_value_are_no_inputs() -> None:
    # A constant, one with NaN, one that differs by rounding alone, no value at all, one value; then what does vary.
    X = float_rows([7, 7, 1, NAN, NAN, 1], [7, NAN, 1 + 2**-23, NAN, NAN, 3], [7, 7, 1, NAN, 5, 1])
    scaling = fit_scaling(X, 3.0)
    assert scaling.rate[:5].tolist() == [0] * 5
    assert scaling.rate[5] > 0
    assert scaling.center[:5] == pytest.approx([7, 7, 1, 0, 5])
    others = float_rows([1e9, -1e9, 1, 1, -1, 1])
    assert scaling.inputs(others)[:5, 0].tolist() == [0] * 5


def test_columns_that_are_often_but_not_always_missing_have_a_flag() -> None:
    n_rows = 1000
    X = np.tile(np.arange(n_rows, dtype=np.float32)[:, None], 6)
    for column, n_missing in enumerate((0, 5, 6, 994, 995, 1000)):  # 5 of 1000 are rare, 6 are not
        X[:n_missing, column] = NAN
    scaling = fit_scaling(X, 3.0)
    assert scaling.flagged.tolist() == [2, 3]
    assert scaling.flagged.dtype == np.int16
    assert scaling.inputs(X)[6:].sum(axis=1).tolist() == [INPUT_STEPS * 6, INPUT_STEPS * 994]


def test_scaling_has_the_dtypes_of_a_model_folder() -> None:
    scaling = fit_scaling(training_rows()[0], 3.0)
    assert [array.dtype for array in (scaling.center, scaling.rate)] == [np.float32] * 2
    assert scaling.n_inputs == len(FEATURES) + len(scaling.flagged) > len(FEATURES) + 50
