"""A page whose lines have a probability and a label."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import InputError
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.page.explanation import Explanation
from bbclf.page.page import Page

__all__ = ["LabelledLine", "LabelledPage"]


class LabelledLine(NamedTuple):
    """One line with its label.

    Attributes
    ----------
    text : str
        The line, stripped.
    label : {"content", "boilerplate"}
    p_boilerplate : float
        Probability, 0 to 1.
    start, end : int or None
        Character offsets into the given text, ``text[start:end] == line.text``; None for HTML.
    """

    text: str
    label: str
    p_boilerplate: float
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, eq=False)
class LabelledPage:
    """A page with a probability and a label for each line.

    Attributes
    ----------
    page : Page
    p_boilerplate : ndarray of float32, shape (n_lines,)
        Probability of boilerplate, 0 to 1.
    threshold : float
        A line is boilerplate where ``p_boilerplate >= threshold``.
    explainer : callable or None
        What :meth:`explain` calls, :meth:`bbclf.LineClassifier.explain` of the classifier that labelled the page. It is
        not pickled, for it holds the model.
    """

    page: Page
    p_boilerplate: NDArray[np.float32]
    threshold: float
    explainer: Callable[[LabelledPage, int], Explanation] | None = field(default=None, repr=False)

    def __getstate__(self) -> list[object]:
        return [None if name == "explainer" else getattr(self, name) for name in self.__slots__]

    @property
    def is_boilerplate(self) -> NDArray[np.bool_]:
        """Shape (n_lines,)."""
        return self.p_boilerplate >= self.threshold

    @property
    def lines(self) -> list[LabelledLine]:
        """Every line of the page, in order, none left out."""
        texts = self.page.lines
        starts = [None] * len(texts) if self.page.starts is None else self.page.starts.tolist()
        return [
            LabelledLine(
                text,
                BOILERPLATE if noise else CONTENT,
                p,
                start,
                None if start is None else start + len(text),
            )
            for text, noise, p, start in zip(
                texts, self.is_boilerplate.tolist(), self.p_boilerplate.tolist(), starts, strict=True
            )
        ]

    @property
    def text(self) -> str:
        """The content lines joined by newline; lines of ``<pre>`` keep their indentation."""
        return self.kept(CONTENT)

    def kept(self, label: str | None = CONTENT) -> str:
        """The lines of one label joined by newline.

        Parameters
        ----------
        label : {"content", "boilerplate"} or None
            None keeps every line.

        Returns
        -------
        str
        """
        from bbclf.render.text import kept_text  # a room above this one

        return kept_text(self, label)

    def explain(self, number: int) -> Explanation:
        """Why a line is labelled as it is.

        Parameters
        ----------
        number : int
            Of the line, from 0.

        Returns
        -------
        Explanation
            Reasons that add up to the line's log-odds.

        Raises
        ------
        InputError
            The page has no such line, or comes from another process, without the model.
        """
        if self.explainer is None:
            raise InputError(
                "the page does not know the model that labelled it, as after pickling:"
                " call LineClassifier.explain(labelled, number)"
            )
        return self.explainer(self, number)

    def stripped_text(self, label: str | None = CONTENT) -> str:
        """As :meth:`kept`, without the residue of markup inside the lines, such as short-codes and tags.

        Parameters
        ----------
        label : {"content", "boilerplate"} or None
            None keeps every line.

        Returns
        -------
        str
            Lines of which :func:`bbclf.strip.strip_markup` leaves nothing are left out.
        """
        from bbclf.render.text import stripped_text  # a room above this one

        return stripped_text(self, label)
