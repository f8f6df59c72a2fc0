"""Labels of a page in the way that its source needs: by its whole truth, by known blocks, by convention."""

from __future__ import annotations

from collections.abc import Mapping

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.conventions import apply_conventions
from training.pages.labelling import MIN_COVERAGE, label_page
from training.pages.partial import label_partial
from training.sources.details import Details
from training.sources.pages import RawPage

__all__ = ["label_by_source"]


def label_by_source(
    raw: RawPage, page: Page, details: Mapping[str, Details], min_coverage: float = MIN_COVERAGE
) -> TrainingPage:
    """Label a page of any view.

    Parameters
    ----------
    raw : RawPage
        After :func:`training.pages.conventions.clean_page`.
    page : Page
        The lines of `raw` in one of the views.
    details : mapping of str to Details
        By page id, from :func:`training.sources.details.read_details`.
    min_coverage : float
        As in :func:`training.pages.labelling.label_page`.

    Returns
    -------
    TrainingPage
    """
    known = details.get(raw.id)
    if known is not None and known.known_blocks:
        return apply_conventions(raw, label_partial(raw, known.known_blocks, page), known)
    return apply_conventions(raw, label_page(raw, page, min_coverage), known)
