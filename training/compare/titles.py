"""Lines that repeat a page's title, taken out of every output and truth alike.

Half of the collections count the headline to the main text and half do not, so that keeping it is wrong on the pages of
one half whatever a tool does. Without these lines nobody gains or loses by it.
"""

from __future__ import annotations

import numpy as np

from bbclf.text import split_lines
from training.pages.headline import says_title

__all__ = ["without_title"]


def without_title(text: str, title: str) -> str:
    """The lines of a text that do not repeat a title, joined by newline.

    Parameters
    ----------
    text : str
    title : str
        Of ``<title>``: often the headline and the name of the site.
    """
    lines = split_lines(text).lines
    repeats = says_title(lines, title)
    return "\n".join(lines[i] for i in np.flatnonzero(~repeats)) if repeats.any() else text
