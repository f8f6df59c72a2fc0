"""The words of residue for training pages: headlines and paragraphs are those of the pages themselves."""

from __future__ import annotations

from collections.abc import Sequence

from training.residue.other_articles import first_paragraph
from training.residue.phrasing import Phrasing
from training.sources.pages import RawPage

__all__ = ["phrasing_of"]


def phrasing_of(raws: Sequence[RawPage]) -> Phrasing:
    """The words of all languages, with the headlines and first paragraphs of training pages.

    Parameters
    ----------
    raws : sequence of RawPage
    """
    titles: dict[str, list[str]] = {}
    paragraphs: dict[str, list[str]] = {}
    for raw in raws:
        titles.setdefault(raw.lang, []).append(raw.title)
        paragraphs.setdefault(raw.lang, []).extend(first_paragraph(raw.truth))
    return Phrasing(titles=titles, paragraphs=paragraphs)
