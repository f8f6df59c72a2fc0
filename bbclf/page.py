"""The data structures that every other module speaks: pages in, labelled pages out.

A :class:`Page` is the ordered lines of one document. :class:`LabelledPage` adds a probability and a label for
each. Several pages at once travel as a :class:`LineBatch`: their columns, end to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import InputError
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.strip import strip_markup
from bbclf.text import count_line_ends, split_lines
from bbclf.view import guess_text_view

if TYPE_CHECKING:
    from bbclf.html import Markup

__all__ = ["BOILERPLATE", "CONTENT", "VIEWS", "LabelledLine", "LabelledPage", "LineBatch", "Page"]

CONTENT = "content"
BOILERPLATE = "boilerplate"

View = Literal["html", "text", "leftover"]
VIEWS: tuple[View, ...] = ("html", "text", "leftover")
"""Where the lines of a page come from: raw HTML, all its visible text, or text an extractor has cleaned."""


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
        What only HTML can give; None for text.
    id, url : str or None
        Carried through, never read.
    """

    lines: list[str]
    gaps: NDArray[np.int32]
    view: View
    starts: NDArray[np.int64] | None = None
    markup: Markup | None = None
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
        """Make a page of plain text, one block a line.

        Parameters
        ----------
        text : str
            Any text; nothing in it is refused but its size.
        id, url : str, optional
            Carried through to the result.
        view : {"auto", "text", "leftover"}
            ``"text"``: all visible text of a page. ``"leftover"``: text that an extractor has cleaned already.
            ``"auto"`` decides by what the lines look like (:func:`bbclf.view.guess_text_view`).
        limits : Limits

        Returns
        -------
        Page

        Raises
        ------
        InputError
            `text` is not a str or larger than `limits`, or `view` is none of the three.
        """
        if not isinstance(text, str):
            raise InputError(
                f"a page of text must be str, got {type(text).__name__}: decode bytes first,"
                " or use Page.from_html for HTML"
            )
        if view not in ("auto", "text", "leftover"):
            raise InputError(f"view must be 'auto', 'text' or 'leftover', got {view!r}")
        if len(text) > limits.characters:
            raise _too_large(len(text), "characters", limits.characters)
        if (n_ends := count_line_ends(text)) > limits.lines:
            raise _too_large(n_ends, "lines", limits.lines)
        lines, starts, gaps = split_lines(text)
        chosen: View = guess_text_view(lines) if view == "auto" else "text" if view == "text" else "leftover"
        return cls(lines=lines, gaps=gaps, view=chosen, starts=starts, id=id, url=url)

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
            Carried through to the result.
        limits : Limits
            Only its lines: the characters of HTML are limited by :data:`bbclf.html.MAX_CHARACTERS`.

        Returns
        -------
        Page

        Raises
        ------
        InputError
            `html` is neither str nor bytes, is larger than :data:`bbclf.html.MAX_CHARACTERS`, or has more lines
            than `limits`.
        """
        from bbclf.html import read_html  # the parser is loaded by those who hold HTML

        lines, markup = read_html(html)
        if len(lines) > limits.lines:
            raise _too_large(len(lines), "lines", limits.lines)
        gaps = np.zeros(len(lines), dtype=np.int32)
        return cls(lines=lines, gaps=gaps, view="html", markup=markup, id=id, url=url)

    def __len__(self) -> int:
        return len(self.lines)


def _too_large(size: int, unit: str, limit: int) -> InputError:
    return InputError(
        f"the page has {size:,} {unit}, more than the {limit:,} that are read: split it, or raise the limit"
        " (docs/limits.md)"
    )


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
        return "\n".join(indent + line for indent, line in self._kept_lines(label))

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
        stripped = ((indent, strip_markup(line)) for indent, line in self._kept_lines(label))
        return "\n".join(indent + line for indent, line in stripped if line)

    def _kept_lines(self, label: str | None) -> Iterator[tuple[str, str]]:
        """Indentation and text of the lines of one label."""
        if label not in (CONTENT, BOILERPLATE, None):
            raise InputError(f"label must be 'content', 'boilerplate' or None, got {label!r}")
        indents = self.page.markup.indents if self.page.markup is not None else {}
        wanted = None if label is None else label == BOILERPLATE
        for i, (line, noise) in enumerate(zip(self.page.lines, self.is_boilerplate.tolist(), strict=True)):
            if wanted is None or noise == wanted:
                yield indents.get(i, ""), line


@dataclass(frozen=True, slots=True, eq=False)
class LineBatch:
    """The lines of several pages, end to end.

    Attributes
    ----------
    pages : sequence of Page
    lines : list of str
        All lines of all pages.
    page_starts : ndarray of int64, shape (n_pages + 1,)
        Lines of page ``i`` are ``page_starts[i]`` to ``page_starts[i + 1]``.
    page_of_line : ndarray of int64, shape (n_lines,)
    """

    pages: Sequence[Page]
    lines: list[str] = field(init=False)
    page_starts: NDArray[np.int64] = field(init=False)
    page_of_line: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        counts = np.array([len(page.lines) for page in self.pages], dtype=np.int64)
        page_starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        object.__setattr__(self, "lines", list(chain.from_iterable(page.lines for page in self.pages)))
        object.__setattr__(self, "page_starts", page_starts)
        object.__setattr__(self, "page_of_line", np.repeat(np.arange(len(counts)), counts))

    def __len__(self) -> int:
        return len(self.lines)
