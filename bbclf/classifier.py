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
from bbclf.features import featurise
from bbclf.model import Model, load_model
from bbclf.page import LabelledPage, LineBatch, Page
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
    """

    def __init__(self, model: Model) -> None:
        self.model = model

    @classmethod
    def load(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Load the packaged model, or a model folder.

        Parameters
        ----------
        path : str or path-like, optional

        Returns
        -------
        LineClassifier

        Raises
        ------
        ModelError
            The folder is missing, damaged, or made for another version (see :mod:`bbclf.errors`).
        """
        return cls(load_model(path))

    def label(self, page: Page) -> LabelledPage:
        """Label one page.

        Parameters
        ----------
        page : Page

        Returns
        -------
        LabelledPage

        Raises
        ------
        ModelError
            The model has no network for the page's view.
        """
        return self._label_batch([page])[0]

    def label_many(self, pages: Iterable[Page], batch_size: int = BATCH_CHARACTERS) -> Iterator[LabelledPage]:
        """Label a stream of pages, in order, in one pass.

        Parameters
        ----------
        pages : iterable of Page
        batch_size : int
            Characters of text in a batch of pages that are labelled together; a longer page is a batch of its own.

        Yields
        ------
        LabelledPage
            The same as :meth:`label` returns for each page.

        Raises
        ------
        InputError
            `batch_size` is below 1.
        ModelError
            The model has no network for the view of a page.
        """
        if batch_size < 1:
            raise InputError(f"batch_size must be 1 character or more, got {batch_size}")
        for batch in batched_by_size(pages, n_characters, batch_size):
            yield from self._label_batch(batch)

    def _label_batch(self, pages: Sequence[Page]) -> list[LabelledPage]:
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
            p, thresholds = self._decide(batch, view)
            for position, number in enumerate(numbers):
                of_page = p[batch.page_starts[position] : batch.page_starts[position + 1]]
                labelled[number] = LabelledPage(pages[number], of_page, thresholds[position])
        return [page for page in labelled if page is not None]

    def _decide(self, batch: LineBatch, view: View) -> tuple[NDArray[np.float32], list[float]]:
        """Probability of boilerplate of every line, and the threshold of every page."""
        features = featurise(batch, self.model.lexical)
        network = self.model.networks[NETWORK_OF[view]]
        p = features.pooled(network.predict_proba(features.X))
        return p, page_thresholds(p, features.words, batch.page_starts, self.model.thresholds[view], view).tolist()


def n_characters(page: Page) -> int:
    """Characters of a page's lines."""
    return sum(map(len, page.lines))


@cache
def _packaged() -> LineClassifier:
    return LineClassifier.load()


def clean_text(text: str) -> str:
    """Content of a text, with the packaged model.

    Parameters
    ----------
    text : str
        One block per line: all visible text of a page, or what an extractor has left of it.

    Returns
    -------
    str
        Its content lines joined by newline.
    """
    return _packaged().label(Page.from_text(text)).text


def clean_html(html: str | bytes) -> str:
    """Main content of an HTML page, with the packaged model.

    Parameters
    ----------
    html : str or bytes
        Bytes may be of any charset.

    Returns
    -------
    str
        Its content lines joined by newline.
    """
    return _packaged().label(Page.from_html(html)).text
