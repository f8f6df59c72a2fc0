"""Probabilities against what lines are."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.evaluation.reliability import Reliability
from bbclf.page import Page
from tests.support.labelled import labelled


def test_bins_by_hand() -> None:
    page = Page.from_text("a\nb\nc\nd\ne")
    truth = TrainingPage(page, np.array([False, True, True, True, False]), np.array([1, 1, 2, 1, 0], dtype=np.float32))
    reliability = Reliability()
    assert (reliability.bins(), reliability.error()) == ([], 0)
    reliability.add(truth, labelled(page, 0.1, 0.18, 0.5, 1.0, 0.97))
    # .1 and .18 are in one bin, half boilerplate; .5 counts twice; .97 counts for nothing.
    low, middle, high = reliability.bins()
    assert low == pytest.approx((0.14, 0.5, 0.4))
    assert middle == pytest.approx((0.5, 1.0, 0.4))
    assert high == pytest.approx((1.0, 1.0, 0.2))
    assert reliability.error() == pytest.approx(0.4 * 0.36 + 0.4 * 0.5)
