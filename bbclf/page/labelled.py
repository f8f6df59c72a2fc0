"""A page whose lines have a probability and a label."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import InputError
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.page.explanation import Explanation
from bbclf.page.page import Page
from bbclf.page.places import Place, line_places

__all__ = ["LabelledLine", "LabelledPage"]


_NOWHERE = Place(None, None, None)


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
    tag : str or None
        The innermost block element around the line, such as ``p`` or ``li``; None for text.
    path : str or None
        It and the blocks around it, for people to read: ``div.article > p``; None for text.
    link_ratio : float or None
        Share of the line's characters that are in links, 0 to 1; None for text.
    """

    text: str
    label: str
    p_boilerplate: float
    start: int | None
    end: int | None
    tag: str | None = None
    path: str | None = None
    link_ratio: float | None = None


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
        What :meth:`explain` calls, :meth:`bbclf.LineClassifier.explain_lines` of the classifier that labelled the page.
        It is not pickled, for it holds the model.
    site_columns : ndarray of float64, shape (n_columns, n_lines), or None
        How often each line occurs on other pages of the site, :data:`bbclf.site.columns.SITE_COLUMNS`; None if the page
        was labelled without them.
    """

    page: Page
    p_boilerplate: NDArray[np.float32]
    threshold: float
    explainer: Callable[[LabelledPage, Sequence[int]], list[Explanation]] | None = field(default=None, repr=False)
    site_columns: NDArray[np.float64] | None = field(default=None, repr=False)

    def __reduce__(self) -> tuple[type[LabelledPage], tuple[object, ...]]:
        # Not by __getstate__, which dataclasses with slots replace before Python 3.11.4.
        return LabelledPage, (self.page, self.p_boilerplate, self.threshold, None, self.site_columns)

    @property
    def is_boilerplate(self) -> NDArray[np.bool_]:
        """Whether each line is boilerplate: ndarray of bool, shape (n_lines,)."""
        return self.p_boilerplate >= self.threshold

    @property
    def lines(self) -> list[LabelledLine]:
        """Every line of the page, in order, none left out."""
        texts, markup = self.page.lines, self.page.markup
        starts = [None] * len(texts) if self.page.starts is None else self.page.starts.tolist()
        places = [_NOWHERE] * len(texts) if markup is None else line_places(texts, markup)
        return [
            LabelledLine(
                text,
                BOILERPLATE if noise else CONTENT,
                p,
                start,
                None if start is None else start + len(text),
                *place,
            )
            for text, noise, p, start, place in zip(
                texts, self.is_boilerplate.tolist(), self.p_boilerplate.tolist(), starts, places, strict=True
            )
        ]

    @property
    def headline(self) -> str | None:
        """The page's headline without the name of the site; None if none is found (:mod:`bbclf.headline`)."""
        from bbclf.headline import find_headline  # a room above this one

        found = find_headline(self.page, self.is_boilerplate)
        return None if found is None else found.text

    @property
    def text(self) -> str:
        """The content lines, in the shape that they have on the page; see :meth:`kept`."""
        return self.kept(CONTENT)

    def kept(self, label: str | None = CONTENT, headline: bool = True, comments: bool = False) -> str:
        """The lines of one label as text.

        Parameters
        ----------
        label : {"content", "boilerplate"} or None
            None keeps every line.
        headline : bool
            False leaves out the page's headline, and lines that repeat it.
        comments : bool
            True adds the comments of readers, whatever their label (:mod:`bbclf.comments`).

        Returns
        -------
        str
            Of a page of text: the given text without the other lines; every other character is as it was. Where lines
            are left out, the longest run of blank lines beside them stays, but none at the start and the end of the
            text. Fences of code, heads of tables and list items that hold others are kept if a line inside them is.

            Of HTML: a blank line between paragraphs, headings, lists and other blocks, a tab between the cells of a
            row; ``<pre>`` keeps its blank lines and indentation.
        """
        from bbclf.render.text import kept_text  # a room above this one

        return kept_text(self.page, self._selected(label, headline, comments))

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
        return self.explain_lines([number])[0]

    def explain_lines(self, numbers: Sequence[int] | None = None) -> list[Explanation]:
        """As :meth:`explain`, for several lines at once, which is faster; for all lines by default."""
        if self.explainer is None:
            raise InputError(
                "the page does not know the model that labelled it, as after pickling:"
                " call LineClassifier.explain_lines(labelled, numbers)"
            )
        return self.explainer(self, range(len(self.page)) if numbers is None else numbers)

    def stripped_text(self, label: str | None = CONTENT, headline: bool = True, comments: bool = False) -> str:
        """As :meth:`kept`, without the residue of markup inside the lines, such as short-codes and tags.

        Lines of which :func:`bbclf.strip.strip_markup` leaves nothing are left out.
        """
        from bbclf.render.text import kept_text  # a room above this one

        return kept_text(self.page, self._selected(label, headline, comments), strip=True)

    def markdown(
        self,
        links: bool = False,
        emphasis: bool = True,
        images: bool = False,
        *,
        label: str | None = CONTENT,
        headline: bool = True,
        comments: bool = False,
    ) -> str:
        """The lines of one label as Markdown: CommonMark, with the pipe tables of GitHub.

        Parameters
        ----------
        links, emphasis, images : bool
            Whether links, emphasis, and images that have an alternative text are written.
        label, headline, comments
            As for :meth:`kept`.

        Returns
        -------
        str
            Of a page of text, the same as :meth:`kept`, since it may be Markdown already.
        """
        from bbclf.render.documents import page_markdown  # a room above this one
        from bbclf.render.inline import InlineStyle

        style = InlineStyle(emphasis, links, images)
        return page_markdown(self.page, self._selected(label, headline, comments), style)

    def html(self, *, label: str | None = CONTENT, headline: bool = True, comments: bool = False) -> str:
        """The lines of one label as HTML that is safe to put into another page.

        Parameters
        ----------
        label, headline, comments
            As for :meth:`kept`.

        Returns
        -------
        str
            The page's own elements around those lines, of a page of text paragraphs. No scripts, styles, forms or
            embedded pages; of attributes, only addresses (relative, http, https, mailto), alternative texts of images,
            and numbers of columns, rows and lists.
        """
        from bbclf.render.documents import page_html  # a room above this one

        return page_html(self.page, self._selected(label, headline, comments))

    def _selected(self, label: str | None, headline: bool, comments: bool) -> NDArray[np.bool_]:
        from bbclf.render.selection import selected_lines  # a room above this one

        return selected_lines(self, label, headline=headline, comments=comments)
