"""How well one page was labelled."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.headline import headline_lines
from bbclf.metrics import HARM, Score, line_f1, word_f1
from bbclf.page import LabelledPage

__all__ = ["PageScore", "kept_words", "score_page", "without_headline"]


@dataclass(frozen=True, slots=True)
class PageScore:
    """How one page was labelled, and what keeping all of its lines would score.

    Attributes
    ----------
    id : str
    view : {"html", "text", "leftover"}
    lang, site, source : str
        ``"?"`` where the dataset does not say.
    lines, words : Score
        Of content lines, and of the words of the kept text. Lines of weight 0 count in neither.
    all_lines, all_words : Score
        The same for keeping everything.
    """

    id: str
    view: str
    lang: str
    site: str
    source: str
    lines: Score
    words: Score
    all_lines: Score
    all_words: Score

    @property
    def is_harmed(self) -> bool:
        """Whether the page loses more than :data:`bbclf.metrics.HARM` of word F1 against keeping everything."""
        return self.words.f1 < self.all_words.f1 - HARM


def score_page(page: TrainingPage, labelled: LabelledPage) -> PageScore:
    """Compare one page's labels with the true ones."""
    nothing = np.zeros(len(page.page), dtype=np.bool_)
    return PageScore(
        id=page.page.id or "",
        view=page.page.view,
        lang=page.lang or "?",
        site=page.site or "?",
        source=page.source or "?",
        lines=line_f1(labelled.is_boilerplate, page.is_boilerplate, page.weight),
        words=kept_words(page, labelled.is_boilerplate),
        all_lines=line_f1(nothing, page.is_boilerplate, page.weight),
        all_words=kept_words(page, nothing),
    )


def kept_words(page: TrainingPage, is_boilerplate: NDArray[np.bool_]) -> Score:
    """Words of what is kept against those of the true content, lines of weight 0 left out of both."""
    counted = page.weight > 0
    return word_f1(_text(page, counted & ~is_boilerplate), _text(page, counted & ~page.is_boilerplate))


def without_headline(page: TrainingPage) -> TrainingPage:
    """The page with weight 0 for its headline and the lines that repeat it, so that they count for neither side.

    Which lines these are does not depend on a model: of text, the true labels tell it (:mod:`bbclf.headline`).
    """
    return replace(page, weight=np.where(headline_lines(page.page, page.is_boilerplate), np.float32(0), page.weight))


def _text(page: TrainingPage, wanted: NDArray[np.bool_]) -> str:
    return "\n".join(page.page.lines[i] for i in np.flatnonzero(wanted))
