"""A page whose lines have a probability and a label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.labels import BOILERPLATE, CONTENT
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
    """

    page: Page
    p_boilerplate: NDArray[np.float32]
    threshold: float

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
        """The content lines, in the shape that they have on the page; see :meth:`kept`."""
        return self.kept(CONTENT)

    def kept(self, label: str | None = CONTENT) -> str:
        """The lines of one label.

        Parameters
        ----------
        label : {"content", "boilerplate"} or None
            None keeps every line.

        Returns
        -------
        str
            Of a page of text: the given text without the other lines, every other character as it was. Where lines are
            left out, the longer of the runs of blank lines around them stays, and none at the start or end. Fences
            of code, heads of tables and items that hold other items follow the lines inside them.
        """
        from bbclf.render.selection import selected_lines  # a room above this one
        from bbclf.render.text import kept_text

        return kept_text(self.page, selected_lines(self, label))

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
        from bbclf.render.selection import selected_lines  # a room above this one
        from bbclf.render.text import kept_text

        return kept_text(self.page, selected_lines(self, label), strip=True)
