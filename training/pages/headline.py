"""The page's own headline among its lines: content by decision, though half of the sources leave it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.html.tags import TAGS
from bbclf.page import Page
from bbclf.tokens import read_chars, tokenise

__all__ = ["says_title", "with_headline"]

TITLE_TOKENS = 3
"""A headline outside ``<h1>`` has at least so many tokens; "News" in the title is not the headline."""
H1_TOKENS = 2
OF_TITLE = 0.9
"""Share of a headline's tokens that are in the title."""


def with_headline(page: TrainingPage, title: str) -> TrainingPage:
    """The page, its headline content (weight 1) and repetitions of it undecided (weight 0).

    Parameters
    ----------
    page : TrainingPage
        Nothing changes if no line of it is decided.
    title : str
        Of ``<title>``: often the headline and the name of the site.
    """
    titles = np.flatnonzero(says_title(page.page.lines, title) | _in_h1_of_title(page.page, title))
    if not len(titles) or not page.weight.any():
        return page
    is_boilerplate, weight = page.is_boilerplate.copy(), page.weight.copy()
    content = np.flatnonzero(~is_boilerplate & (weight > 0))
    first = int(content[0]) if len(content) else 0
    above = titles[titles <= first]
    headline = int(above[-1] if len(above) else titles[0])
    weight[titles] = 0.0
    is_boilerplate[headline], weight[headline] = False, 1.0
    return replace(page, is_boilerplate=is_boilerplate, weight=weight)


def says_title(lines: Sequence[str], title: str) -> NDArray[np.bool_]:
    """Whether each line is the page's headline, shape (n_lines,).

    Parameters
    ----------
    lines : sequence of str
    title : str
        Of ``<title>``: often the headline and the name of the site.
    """
    n_tokens, n_shared, n_title = _shared_with(lines, title)
    found: NDArray[np.bool_] = (n_shared >= OF_TITLE * n_tokens) & (n_shared >= max(TITLE_TOKENS, 0.4 * n_title))
    return found


def _in_h1_of_title(page: Page, title: str) -> NDArray[np.bool_]:
    """Whether each line is in an ``<h1>`` and its words are in the title, shape (n_lines,)."""
    if page.markup is None:
        return np.zeros(len(page), dtype=np.bool_)
    parent, tag = page.markup.parent.tolist(), page.markup.tag.tolist()
    in_h1: list[bool] = []
    for number, above in enumerate(parent):
        in_h1.append(tag[number] == TAGS["h1"] or (above >= 0 and in_h1[above]))
    inside = np.array([in_h1[element] for element in page.markup.element.tolist()], dtype=np.bool_)
    n_tokens, n_shared, _ = _shared_with(page.lines, title)
    return inside & (n_shared >= OF_TITLE * n_tokens) & (n_shared >= H1_TOKENS)


def _shared_with(lines: Sequence[str], title: str) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Tokens of each line, how many of them the title has, and how many different ones it has in all."""
    tokens = tokenise(read_chars([*lines, title]))
    n_lines = len(lines)
    of_title = np.unique(tokens.hashes[tokens.lines == n_lines])
    n_tokens = np.bincount(tokens.lines, minlength=n_lines + 1)[:n_lines]
    n_shared = np.bincount(tokens.lines[np.isin(tokens.hashes, of_title)], minlength=n_lines + 1)[:n_lines]
    return n_tokens, n_shared, len(of_title)
