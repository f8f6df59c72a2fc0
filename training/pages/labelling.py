"""A training page to a labelled page: its lines aligned with its true main text."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bbclf.alignment import align
from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.sources.pages import RawPage

__all__ = ["MIN_COVERAGE", "label_page", "with_residue"]

MIN_COVERAGE = 0.5
"""Share of the truth that must be found on a page; below, the page is not the one that was judged."""


def label_page(raw: RawPage, page: Page, min_coverage: float = MIN_COVERAGE) -> TrainingPage:
    """Label a page by its truth; all weights are 0 where the truth is not on the page.

    Parameters
    ----------
    raw : RawPage
    page : Page
        The lines of `raw` in one of the views.
    min_coverage : float
        Share of the tokens of the truth that must be on the page.

    Returns
    -------
    TrainingPage
    """
    labels = align(page.lines, raw.truth)
    weight = labels.weight if labels.coverage >= min_coverage else np.zeros_like(labels.weight)
    return TrainingPage(
        page=page,
        is_boilerplate=labels.is_boilerplate,
        weight=weight,
        lang=raw.lang,
        site=raw.site,
        source=raw.source,
    )


def with_residue(page: TrainingPage, residue: NDArray[np.int64], residue_weight: float = 1.0) -> TrainingPage:
    """The page with its residue labelled boilerplate for certain, whatever the truth says.

    Parameters
    ----------
    page : TrainingPage
    residue : ndarray of int64, shape (n_residue,)
        Numbers of lines.
    residue_weight : float
        Weight of each of these lines.
    """
    is_boilerplate, weight = page.is_boilerplate.copy(), page.weight.copy()
    is_boilerplate[residue] = True
    weight[residue] = residue_weight
    return replace(page, is_boilerplate=is_boilerplate, weight=weight)
