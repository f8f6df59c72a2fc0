"""The correction by hand, and its arrays."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from bbclf.site.columns import SITE_COLUMNS
from bbclf.site.correction import SiteCorrection, log_odds

N_COLUMNS = len(SITE_COLUMNS)
CORRECTION = SiteCorrection(np.arange(N_COLUMNS, dtype=np.float64), bias=-1.0)


def test_log_odds_are_clipped() -> None:
    found = log_odds(np.array([0, 0.25, 1], dtype=np.float32))
    assert found == pytest.approx([-log(9999), log(1 / 3), log(9999)])


def test_by_hand() -> None:
    columns = np.zeros((N_COLUMNS, 2))
    columns[1, 0], columns[3, 0], columns[-1] = 2, 0.5, np.nan  # of weights 1 and 3
    found = CORRECTION.apply(np.array([0.8, 0.5], dtype=np.float32), columns)
    expected = [log(4) - 1 + 1 * 2 + 3 * 0.5, -1.0]
    assert found == pytest.approx([1 / (1 + exp(-value)) for value in expected])
    assert found.dtype == np.float32


def test_huge_weights_overflow_nothing() -> None:
    correction = SiteCorrection(np.full(N_COLUMNS, 1e300), 0.0)
    assert correction.apply(np.array([0.5], dtype=np.float32), np.ones((N_COLUMNS, 1))).tolist() == [1.0]
    assert correction.apply(np.array([0.5], dtype=np.float32), -np.ones((N_COLUMNS, 1))).tolist() == [0.0]


def test_arrays() -> None:
    arrays = CORRECTION.to_arrays()
    read = SiteCorrection.from_arrays(arrays)
    assert (read.weights.tolist(), read.bias) == (CORRECTION.weights.tolist(), -1.0)
    with pytest.raises(ValueError, match=f"weights must be {N_COLUMNS} long"):
        SiteCorrection.from_arrays({**arrays, "weights": np.zeros(3)})
    with pytest.raises(ValueError, match="bias must be float64"):
        SiteCorrection.from_arrays({**arrays, "bias": np.zeros(1)})
    with pytest.raises(ValueError, match="bias must be finite"):
        SiteCorrection.from_arrays({**arrays, "bias": np.array(np.nan)})
    with pytest.raises(ValueError, match="expected weights and bias, got slope as well: train the model again"):
        SiteCorrection.from_arrays({**arrays, "slope": np.array(0.8)})
