"""A page and its known main text -> a labelled page."""

from __future__ import annotations

from typing import NamedTuple

from bbclf.alignment import align
from bbclf.dataset.page import TrainingPage
from bbclf.page import Page
from bbclf.site import site_of_url

__all__ = ["MIN_COVERAGE", "LabelledByTruth", "label_by_truth"]

MIN_COVERAGE = 0.5
"""Share of a known text that must be found on its page; below, it is the text of another page."""


class LabelledByTruth(NamedTuple):
    """A labelled page, and how much of its known text is on it.

    Attributes
    ----------
    page : TrainingPage
    coverage : float
        Share of the known text's tokens, 0 to 1; below :data:`MIN_COVERAGE` the labels are not to be trusted.
    """

    page: TrainingPage
    coverage: float


def label_by_truth(
    page: Page,
    truth: str,
    html: str | None = None,
    lang: str | None = None,
    site: str | None = None,
    source: str | None = None,
) -> LabelledByTruth:
    """Label the lines of a page by its known main text.

    Parameters
    ----------
    page : Page
    truth : str
        Main text, its lines in the order of the page.
    html : str, optional
        What the page was made of, if it was HTML: without it, the labelled page cannot be written.
    lang, site, source : str, optional
        See :class:`TrainingPage`; the site is that of the page's URL by default.

    Returns
    -------
    LabelledByTruth

    Raises
    ------
    MissingDependencyError
        rapidfuzz is not installed (extra ``train``).
    """
    found = align(page.lines, truth)
    site = site_of_url(page.url) if site is None else site
    labelled = TrainingPage(page, found.is_boilerplate, found.weight, lang=lang, site=site, source=source, html=html)
    return LabelledByTruth(labelled, found.coverage)
