"""The page's own headline among its lines, which half of the sources leave out of their truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.tokens import read_chars, tokenise

__all__ = ["says_title", "without_headline"]

TITLE_TOKENS = 3
"""A headline has at least so many tokens; "News" in the title is not the headline."""


def without_headline(page: TrainingPage, title: str) -> TrainingPage:
    """The page, its headline undecided (weight 0) where the truth leaves it out.

    In text, nothing tells the pages of sources that leave headlines out from those of sources that do not.
    """
    weight = page.weight.copy()
    weight[page.is_boilerplate & says_title(page.page.lines, title)] = 0.0
    return replace(page, weight=weight)


def says_title(lines: Sequence[str], title: str) -> NDArray[np.bool_]:
    """Whether each line is the page's headline, shape (n_lines,).

    Parameters
    ----------
    lines : sequence of str
    title : str
        Of ``<title>``: often the headline and the name of the site.
    """
    tokens = tokenise(read_chars([*lines, title]))
    n_lines = len(lines)
    of_title = np.unique(tokens.hashes[tokens.lines == n_lines])
    n_tokens = np.bincount(tokens.lines, minlength=n_lines + 1)[:n_lines]
    shared = np.bincount(tokens.lines[np.isin(tokens.hashes, of_title)], minlength=n_lines + 1)[:n_lines]
    found: NDArray[np.bool_] = (shared >= 0.9 * n_tokens) & (shared >= max(TITLE_TOKENS, 0.4 * len(of_title)))
    return found
