"""Guess whether a text is all that a page shows, or what an extractor has left of it."""

from __future__ import annotations

import numpy as np

from bbclf.tokens import count_words, read_chars
from bbclf.view import TextView

__all__ = ["guess_text_view"]

PARAGRAPH_WORDS = 10
"""A line of more words is a paragraph; menus, teasers and headings are shorter."""

LEFTOVER_SHARE = 0.4
SHORT_PAGE_LINES = 60
SHORT_PAGE_SHARE = 0.1
"""Chosen on every eighth training page in both views, 2026-11: the rule calls 85% of extractors' outputs with
residue "leftover", and 14% of pages' whole texts. Mistakes are mostly pages that look alike in both."""


def guess_text_view(lines: list[str]) -> TextView:
    """Guess the view of lines of text.

    A page's menus, teasers and forms are many short lines; an extractor leaves few lines, and most of them long.
    The page is a leftover if at least :data:`LEFTOVER_SHARE` of its lines are paragraphs, or if it has at most
    :data:`SHORT_PAGE_LINES` lines and at least :data:`SHORT_PAGE_SHARE` of them are.

    Parameters
    ----------
    lines : list of str

    Returns
    -------
    {"text", "leftover"}
    """
    if not lines:
        return "text"
    share = float(np.mean(count_words(read_chars(lines)) > PARAGRAPH_WORDS))
    wanted = SHORT_PAGE_SHARE if len(lines) <= SHORT_PAGE_LINES else LEFTOVER_SHARE
    return "leftover" if share >= wanted else "text"
