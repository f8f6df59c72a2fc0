"""Labels of a page in the way that its source needs: by its whole truth or known blocks, conventions, the headline."""

from __future__ import annotations

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.conventions import apply_conventions
from training.pages.headline import with_headline
from training.pages.labelling import MIN_COVERAGE, label_page
from training.pages.partial import label_partial
from training.sources.pages import RawPage

__all__ = ["label_by_source"]


def label_by_source(raw: RawPage, page: Page, min_coverage: float = MIN_COVERAGE) -> TrainingPage:
    """Label a page of any view.

    Parameters
    ----------
    raw : RawPage
    page : Page
        The lines of `raw` in one of the views.
    min_coverage : float
        As in :func:`training.pages.labelling.label_page`.

    Returns
    -------
    TrainingPage
    """
    labelled = label_partial(raw, raw.known_blocks, page) if raw.known_blocks else label_page(raw, page, min_coverage)
    return with_headline(apply_conventions(raw, labelled), raw.title)
