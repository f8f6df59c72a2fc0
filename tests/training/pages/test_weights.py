"""Label weights by set and source."""

from __future__ import annotations

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.weights import SOURCE_FACTORS, weighted


def test_weights_are_multiplied_and_labels_stay() -> None:
    page = Page.from_text("One\nTwo", view="text")
    pages = [
        TrainingPage(page, np.array([True, False]), np.array([0.5, 1], dtype=np.float32), source=source)
        for source in ("cleaneval", "elsewhere", None)
    ]
    found = weighted(pages, 2.0)
    factor = SOURCE_FACTORS["cleaneval"]
    assert np.allclose([page.weight for page in found], [[factor, 2 * factor], [1, 2], [1, 2]])
    assert all(page.is_boilerplate.tolist() == [True, False] for page in found)
