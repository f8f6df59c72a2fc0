"""The ordered lines of one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import InputError
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.page.checks import check_is_html, check_is_url, warn_of_html
from bbclf.page.guess import guess_text_view
from bbclf.text import count_line_ends, split_lines
from bbclf.view import TEXT_VIEW_CHOICES, View, check_view

if TYPE_CHECKING:
    from bbclf.html import Markup

__all__ = ["Page"]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The ordered lines of one document.

    Made by :meth:`from_text` or :meth:`from_html`.

    Attributes
    ----------
    lines : list of str
        Stripped, never empty, in the order of the page.
    gaps : ndarray of int32, shape (n_lines,)
        Blank lines before each line; 0 for HTML.
    view : {"html", "text", "leftover"}
        Which network and threshold of the model label it.
    starts : ndarray of int64, shape (n_lines,), or None
        Character offset of each line in the given text; None for HTML.
    markup : Markup or None
        Columns that only HTML can give; None for text.
    source : str or bytes or None
        The text or HTML as it was given, from which the kept text is cut; None if only lines were given.
    id : str or None
        A name for the page, which is not interpreted.
    url : str or None
        The page's address. Only site mode reads it: pages of one host are of one site.
    """

    lines: list[str]
    gaps: NDArray[np.int32]
    view: View
    starts: NDArray[np.int64] | None = None
    markup: Markup | None = None
    source: str | bytes | None = None
    id: str | None = None
    url: str | None = None

    @classmethod
    def from_text(
        cls,
        text: str,
        id: str | None = None,
        url: str | None = None,
        view: str = "auto",
        limits: Limits = DEFAULT_LIMITS,
    ) -> Self:
        """Make a page of plain text: its lines are those that are not blank.

        Parameters
        ----------
        text : str
            Any text of up to `limits`.
        id, url : str, optional
            The page's name and address.
        view : {"auto", "text", "leftover"}
            ``"text"``: all visible text of a page. ``"leftover"``: text that an extractor has cleaned already.
            ``"auto"`` guesses from the lines (:func:`bbclf.page.guess_text_view`).
        limits : Limits
            The largest text that is accepted.

        Returns
        -------
        Page

        Raises
        ------
        InputError
            `text` or `url` is not a str, `text` is larger than `limits`, or `view` is not one of the three.

        Warns
        -----
        UserWarning
            `text` is HTML.
        """
        if not isinstance(text, str):
            raise InputError(
                f"a page of text must be str, got {type(text).__name__}: decode bytes first,"
                " or use Page.from_html for HTML"
            )
        check_is_url(url)
        chosen = check_view(view, TEXT_VIEW_CHOICES)
        if len(text) > limits.characters:
            raise _too_large(len(text), "characters", limits.characters)
        if (n_ends := count_line_ends(text)) > limits.lines:
            raise _too_large(n_ends, "lines", limits.lines)
        warn_of_html(text)
        lines, starts, gaps = split_lines(text)
        text_view = guess_text_view(lines) if chosen == "auto" else chosen
        return cls(lines=lines, gaps=gaps, view=text_view, starts=starts, source=text, id=id, url=url)

    @classmethod
    def from_html(
        cls, html: str | bytes, id: str | None = None, url: str | None = None, limits: Limits = DEFAULT_LIMITS
    ) -> Self:
        """Make a page of HTML.

        Parameters
        ----------
        html : str or bytes
            Bytes may be of any charset: a byte-order mark, a declaration or detection decides.
        id, url : str, optional
            The page's name and address.
        limits : Limits
            The most lines that are accepted; characters of HTML are limited by :data:`bbclf.html.MAX_CHARACTERS`.

        Returns
        -------
        Page

        Raises
        ------
        InputError
            `html` is neither str nor bytes, is a path or an address in place of a page, has more characters than
            :data:`bbclf.html.MAX_CHARACTERS`, or has more lines than `limits`; or `url` is not a str.
        """
        from bbclf.html import read_html  # the parser is loaded by those who hold HTML

        check_is_html(html)
        check_is_url(url)
        lines, markup = read_html(html)
        if len(lines) > limits.lines:
            raise _too_large(len(lines), "lines", limits.lines)
        gaps = np.zeros(len(lines), dtype=np.int32)
        return cls(lines=lines, gaps=gaps, view="html", markup=markup, source=html, id=id, url=url)

    def __len__(self) -> int:
        return len(self.lines)


def _too_large(size: int, unit: str, limit: int) -> InputError:
    return InputError(
        f"the page has {size:,} {unit}, more than the {limit:,} that are read: split it, or raise the limit"
        " (docs/limits.md)"
    )
