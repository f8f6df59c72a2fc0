"""Elements that hold readers' comments, by the words of their attributes.

Class names are English nearly everywhere, whatever the language of the page.
"""

from __future__ import annotations

import re
from collections.abc import Set

__all__ = ["naming_comments", "says_comments"]

_COMMENTS = re.compile(
    r"(?<![a-z])(?:comments?|commentlist|commentarea|respond|disqus\w*|replies|livefyre\w*|hyvor|commento|"
    r"kommentare?|commentaires?|comentarios?|kommentarer|commenti|comentarii)(?![a-z])"
)
_STEMS = ("omment", "oment", "respond", "disqus", "replies", "livefyre", "hyvor")
"""What the names have in them."""
_INNER_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def says_comments(attributes: str) -> bool:
    """Whether attribute words name a section of comments: ``comment-list``, ``userComments``, ``disqus_thread``.

    Parameters
    ----------
    attributes : str
        Words of class, id and role, as :attr:`bbclf.html.Markup.attributes` has them.

    Returns
    -------
    bool
    """
    return _COMMENTS.search(_INNER_CAPITAL.sub(" ", attributes).lower().replace("_", " ")) is not None


def naming_comments(attributes: Set[str]) -> set[str]:
    """Those of some attribute words for which :func:`says_comments` is true; faster than to ask for each."""
    together = "\n".join(attributes).lower()
    found: set[str] = set()
    for stem in _STEMS:
        if stem in together:  # it is in few pages
            found.update(words for words in attributes if stem in words.lower())
    return set(filter(says_comments, found))
