"""From pages to labels: features, a network, a threshold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bbclf.batching import batched_by_size
from bbclf.decision import page_thresholds
from bbclf.errors import InputError, ModelError
from bbclf.explain import explain_line
from bbclf.features import featurise
from bbclf.model import Model, load_model
from bbclf.page import Explanation, LabelledPage, LineBatch, Page, check_is_page
from bbclf.steering import Favor, Steering
from bbclf.view import NETWORK_OF, View

__all__ = ["BATCH_CHARACTERS", "LineClassifier", "clean_html", "clean_text", "n_characters"]

BATCH_CHARACTERS = 200_000
"""Characters of text that are labelled together: it bounds memory. Measured 2026-11 on pages of WCXB: with half as
many, features and model took 10% more time; with twice as many, the same."""


class LineClassifier:
    """Labels lines of pages as content or boilerplate.

    Safe to use from several threads: labelling does not change it.

    Parameters
    ----------
    model : Model
        See :meth:`load`.
    threshold : float, optional
    favor : {"precision", "recall"}, optional
        What :meth:`label` and :meth:`label_many` use unless they are told otherwise.
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
        threshold : float, optional
            Lines are boilerplate from this probability on, 0 to 1, on every page. By default the model's threshold of
            the page's view, which moves on some pages (:mod:`bbclf.decision`).
        favor : {"precision", "recall"}, optional
            Use the model's thresholds of this name.

        Returns
        -------
        LineClassifier

        Raises
        ------
        ModelError
            The folder is missing, damaged, or made for another version (see :mod:`bbclf.errors`).
        InputError
            The threshold is no number from 0 to 1, the favor is not one of the two, or both are given.
        """
        steering = Steering(threshold, favor)
        return cls(load_model(path), steering.threshold, steering.favor)

    def label(self, page: Page, threshold: float | None = None, favor: Favor | None = None) -> LabelledPage:
        """Label one page.

        Parameters
        ----------
        page : Page
        threshold : float, optional
        favor : {"precision", "recall"}, optional
            As for :meth:`load`, whose choice they replace.

        Returns
        -------
        LabelledPage

        Raises
        ------
        InputError
            The threshold is no number from 0 to 1, the favor is not one of the two, or both are given.
        ModelError
            The model has no network for the page's view, or no threshold of this name.
        """
        return self._label_batch([check_is_page(page)], Steering(threshold, favor).otherwise(self.steering))[0]

    def label_many(
        self,
        pages: Iterable[Page],
        batch_size: int = BATCH_CHARACTERS,
        threshold: float | None = None,
        favor: Favor | None = None,
    ) -> Iterator[LabelledPage]:
        """Label a stream of pages, in order, in one pass.

        Parameters
        ----------
        pages : iterable of Page
        batch_size : int
            Characters of text in a batch of pages that are labelled together; a longer page is a batch of its own.
        threshold : float, optional
        favor : {"precision", "recall"}, optional
            As for :meth:`load`, whose choice they replace.

        Yields
        ------
        LabelledPage
            The same as :meth:`label` returns for each page.

        Raises
        ------
        InputError
            `batch_size` is below 1, the threshold is no number from 0 to 1, the favor is not one of the two, or both
            are given.
        ModelError
            The model has no network for the view of a page, or no threshold of this name.
        """
        steering = Steering(threshold, favor).otherwise(self.steering)
        if batch_size < 1:
            raise InputError(f"batch_size must be 1 character or more, got {batch_size}")
        for batch in batched_by_size(pages, n_characters, batch_size):
            yield from self._label_batch(batch, steering)

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
        return explain_line(self.model, labelled, number)

    def _label_batch(self, pages: Sequence[Page], steering: Steering) -> list[LabelledPage]:
        labelled: list[LabelledPage | None] = [None] * len(pages)
        by_view: dict[View, list[int]] = {}
        for number, page in enumerate(pages):
            by_view.setdefault(page.view, []).append(number)
        for view, numbers in by_view.items():
            if view not in self.model.thresholds:
                known = ", ".join(self.model.thresholds)
                raise ModelError(
                    f"the model has no network for view {view!r}, only for {known}:"
                    " give the page another view, or train on pages of this one"
                )
            batch = LineBatch([pages[number] for number in numbers])
            p, thresholds = self._decide(batch, view, steering)
            for position, number in enumerate(numbers):
                of_page = p[batch.page_starts[position] : batch.page_starts[position + 1]]
                labelled[number] = LabelledPage(pages[number], of_page, thresholds[position], self.explain)
        return [page for page in labelled if page is not None]

    def _decide(self, batch: LineBatch, view: View, steering: Steering) -> tuple[NDArray[np.float32], list[float]]:
        """Probability of boilerplate of every line, and the threshold of every page."""
        features = featurise(batch, self.model.lexical)
        p = features.pooled(self.model.networks[NETWORK_OF[view]].predict_proba(features.X))
        if steering.threshold is not None:
            return p, [float(steering.threshold)] * len(batch.pages)
        threshold = self.model.threshold(view, steering.favor)
        return p, page_thresholds(p, features.words, batch.page_starts, threshold, view, steering.favor).tolist()


def n_characters(page: Page) -> int:
    """Characters of a page's lines."""
    return sum(map(len, check_is_page(page).lines))


@cache
def _packaged() -> LineClassifier:
    return LineClassifier.load()


def clean_text(text: str, view: str = "auto", threshold: float | None = None, favor: Favor | None = None) -> str:
    """Content of a text, with the packaged model.

    Parameters
    ----------
    text : str
        One block per line: all visible text of a page, or what an extractor has left of it.
    view : {"auto", "text", "leftover"}
        See :meth:`bbclf.Page.from_text`.
    threshold : float, optional
    favor : {"precision", "recall"}, optional
        See :meth:`LineClassifier.load`.

    Returns
    -------
    str
        The text without its boilerplate lines, see :meth:`bbclf.page.LabelledPage.kept`.
    """
    return _packaged().label(Page.from_text(text, view=view), threshold, favor).text


def clean_html(html: str | bytes, threshold: float | None = None, favor: Favor | None = None) -> str:
    """Main content of an HTML page, with the packaged model.

    Parameters
    ----------
    html : str or bytes
        Bytes may be of any charset.
    threshold : float, optional
    favor : {"precision", "recall"}, optional
        See :meth:`LineClassifier.load`.

    Returns
    -------
    str
        Its content lines, see :meth:`bbclf.page.LabelledPage.kept`.
    """
    return _packaged().label(Page.from_html(html), threshold, favor).text
