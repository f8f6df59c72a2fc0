"""From pages to labels: features, a network, a threshold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bbclf.batching import batched_by_size
from bbclf.decision import page_thresholds
from bbclf.errors import InputError, ModelError
from bbclf.explain import explain_lines
from bbclf.features import featurise
from bbclf.model import Model, load_model
from bbclf.page import Explanation, LabelledPage, LineBatch, Page, check_is_page
from bbclf.site.profile import SiteProfile, check_is_profile
from bbclf.site.windows import PageInSite, profiled_windows
from bbclf.steering import Favor, Steering
from bbclf.view import NETWORK_OF, View

__all__ = ["BATCH_CHARACTERS", "LineClassifier", "n_characters"]

BATCH_CHARACTERS = 200_000
"""Characters of text that are labelled together: it bounds memory. Measured 2026-11 on pages of WCXB: with half as
many, features and model took 10% more time; with twice as many, the same."""


class LineClassifier:
    """Labels lines of pages as content or boilerplate.

    Safe to use from several threads: labelling does not change it.

    Parameters
    ----------
    model : Model
        :meth:`load` makes a classifier of a model folder.
    threshold, favor
        As for :meth:`load`.
    """

    def __init__(self, model: Model, threshold: float | None = None, favor: Favor | None = None) -> None:
        self.model = model
        self.steering = Steering(threshold, favor)

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str] | None = None,
        threshold: float | None = None,
        favor: Favor | None = None,
    ) -> Self:
        """Load the packaged model, or a model folder.

        Parameters
        ----------
        path : str or path-like, optional
            A model folder; the packaged model by default.
        threshold : float, optional
            A line is boilerplate from this probability on, 0 to 1. By default the model's threshold of the page's
            view, which is adapted on some pages (:mod:`bbclf.decision`).
        favor : {"precision", "recall"}, optional
            Use the model's thresholds of this name: ``"precision"`` drops more lines, ``"recall"`` keeps more.

        Returns
        -------
        LineClassifier

        Raises
        ------
        ModelError
            The folder is missing, damaged, or made for another version (see :mod:`bbclf.errors`).
        InputError
            `threshold` is not a number from 0 to 1, `favor` is not one of the two, or both are given.
        """
        steering = Steering(threshold, favor)
        return cls(load_model(path), steering.threshold, steering.favor)

    def label(
        self,
        page: Page,
        threshold: float | None = None,
        favor: Favor | None = None,
        site: SiteProfile | None = None,
    ) -> LabelledPage:
        """Label one page.

        Parameters
        ----------
        page : Page
        threshold, favor
            As for :meth:`load`; by default the classifier's own.
        site : SiteProfile, optional
            Use how often each line occurs on other pages of the site. A page is labelled as without a profile if the
            profile has no other page of its site.

        Returns
        -------
        LabelledPage

        Raises
        ------
        InputError
            `threshold` is not a number from 0 to 1, `favor` is not one of the two, or both are given.
        ModelError
            The model has no network for the page's view, no threshold of this name, or no site correction.
        """
        steering = Steering(threshold, favor).otherwise(self.steering)
        return self._label_batch([_in_site(page, site)], steering, site is not None)[0]

    def label_many(
        self,
        pages: Iterable[Page],
        batch_size: int = BATCH_CHARACTERS,
        threshold: float | None = None,
        favor: Favor | None = None,
        site_mode: bool = False,
        site: SiteProfile | None = None,
    ) -> Iterator[LabelledPage]:
        """Label a stream of pages, in order, in one pass.

        Parameters
        ----------
        pages : iterable of Page
        batch_size : int
            Characters of text in a batch of pages that are labelled together; a longer page is a batch of its own.
        threshold, favor
            As for :meth:`load`; by default the classifier's own.
        site_mode : bool
            Use how often each line occurs on the pages of its site that came earlier, or that are among those read
            ahead, up to :data:`bbclf.site.windows.WINDOW_PAGES`. For the first pages of a site these are few; where all
            pages can be read twice, make a :class:`bbclf.SiteProfile` of all of them first, and give it as `site`.
        site : SiteProfile, optional
            As for :meth:`label`; not together with `site_mode`.

        Yields
        ------
        LabelledPage
            The same as :meth:`label` returns for each page, unless in site mode.

        Raises
        ------
        InputError
            `batch_size` is below 1, `threshold` is not a number from 0 to 1, or two options contradict each other.
        ModelError
            The model has no network for the view of a page, no threshold of this name, or no site correction.
        """
        steering = Steering(threshold, favor).otherwise(self.steering)
        if batch_size < 1:
            raise InputError(f"batch_size must be 1 character or more, got {batch_size}")
        if site_mode and site is not None:
            raise InputError("site_mode makes a profile of its own: give site_mode or site, not both")
        singly: Iterable[Iterable[PageInSite]] = [(_in_site(page, site) for page in pages)]
        windows = profiled_windows(pages, n_characters) if site_mode else singly
        for window in windows:
            for batch in batched_by_size(window, lambda item: n_characters(item.page), batch_size):
                yield from self._label_batch(batch, steering, site_mode or site is not None)

    def explain(self, labelled: LabelledPage, number: int) -> Explanation:
        """Why a line is labelled as it is.

        Parameters
        ----------
        labelled : LabelledPage
            Labelled by this model.
        number : int
            Of the line, from 0.

        Returns
        -------
        Explanation
            Reasons that add up to the line's log-odds; see :mod:`bbclf.explain` for the method.

        Raises
        ------
        InputError
            The page has no such line.
        """
        return self.explain_lines(labelled, [number])[0]

    def explain_lines(self, labelled: LabelledPage, numbers: Sequence[int]) -> list[Explanation]:
        """As :meth:`explain`, for several lines of one page, numbered from 0."""
        return explain_lines(self.model, labelled, numbers)

    def _label_batch(self, pages: Sequence[PageInSite], steering: Steering, in_sites: bool) -> list[LabelledPage]:
        labelled: list[LabelledPage | None] = [None] * len(pages)
        by_view: dict[View, list[int]] = {}
        for number, (page, _) in enumerate(pages):
            by_view.setdefault(page.view, []).append(number)
        for view, numbers in by_view.items():
            if view not in self.model.thresholds:
                known = ", ".join(self.model.thresholds)
                raise ModelError(
                    f"the model has no network for view {view!r}, only for {known}:"
                    " give the page another view, or train on pages of this one"
                )
            if in_sites:
                self.model.correction(view)  # raises here even if no page has others of its site
            batch = LineBatch([pages[number].page for number in numbers])
            p, thresholds = self._decide(batch, view, steering, [pages[number].columns for number in numbers])
            for position, number in enumerate(numbers):
                page, columns = pages[number]
                of_page = p[batch.page_starts[position] : batch.page_starts[position + 1]]
                labelled[number] = LabelledPage(page, of_page, thresholds[position], self.explain_lines, columns)
        return [page for page in labelled if page is not None]

    def _decide(
        self, batch: LineBatch, view: View, steering: Steering, columns: Sequence[NDArray[np.float64] | None]
    ) -> tuple[NDArray[np.float32], list[float]]:
        """Probability of boilerplate of every line, and the threshold of every page.

        `columns` are those of each page by its site, None where it is judged by itself.
        """
        features = featurise(batch, self.model.lexical)
        p = features.pooled(self.model.networks[NETWORK_OF[view]].predict_proba(features.X))
        for position, of_page in enumerate(columns):
            if of_page is not None:
                lines = slice(*batch.page_starts[position : position + 2])
                p[lines] = self.model.correction(view).apply(p[lines], of_page)
        if steering.threshold is not None:
            return p, [float(steering.threshold)] * len(batch.pages)
        threshold = self.model.threshold(view, steering.favor)
        return p, page_thresholds(p, features.words, batch.page_starts, threshold, view, steering.favor).tolist()


def n_characters(page: Page) -> int:
    """Characters of a page's lines."""
    return sum(map(len, check_is_page(page).lines))


def _in_site(page: Page, site: SiteProfile | None) -> PageInSite:
    """A page with what the profile says of it, if there is one."""
    return PageInSite(check_is_page(page), None if site is None else check_is_profile(site).columns(page))
