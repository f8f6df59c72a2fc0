"""Where the lines of an HTML page stand, for people to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bbclf.html import Markup

__all__ = ["PATH_STEPS", "Place", "line_places"]

PATH_STEPS = 3
"""Blocks of a path: those further out are the same for most lines of a page."""

_NAME = re.compile(r"-?[^\W\d][\w-]{,100}")
"""A class or id as people write it; longer ones would be repeated in the path of each line below."""


class Place(NamedTuple):
    """Where a line stands.

    Attributes
    ----------
    tag, path : str or None
    link_ratio : float or None
        As in :class:`~bbclf.page.LabelledLine`.
    """

    tag: str | None
    path: str | None
    link_ratio: float | None


def line_places(lines: Sequence[str], markup: Markup) -> list[Place]:
    """The place of each line.

    Parameters
    ----------
    lines : sequence of str, length n_lines
    markup : Markup

    Returns
    -------
    list of Place, length n_lines
        Paths are made of tags, each with the first word of its class that is a name, or of its id if it has no class.
    """
    from bbclf.html import TAGS  # the parser is loaded by those who hold HTML

    names = list(TAGS)
    tags = [names[number] for number in markup.tag.tolist()]
    steps: list[tuple[str, ...]] = []
    for tag, words, parent in zip(tags, markup.attributes, markup.parent.tolist(), strict=True):
        name = next((word for word in words.split() if _NAME.fullmatch(word)), None)
        above = steps[parent] if parent >= 0 else ()
        steps.append((*above, tag if name is None else f"{tag}.{name}")[-PATH_STEPS:])
    paths = [" > ".join(path) for path in steps]
    return [
        Place(tags[element], paths[element], n_chars / len(line))
        for line, element, n_chars in zip(lines, markup.element.tolist(), markup.link_chars.tolist(), strict=True)
    ]
