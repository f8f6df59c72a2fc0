"""How well one page was labelled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.metrics import HARM, Score, line_f1, word_f1
from bbclf.page import LabelledPage

__all__ = ["PageScore", "score_page"]


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
    counted = page.weight > 0
    nothing = np.zeros(len(page.page), dtype=np.bool_)
    truth = _text(page, counted & ~page.is_boilerplate)
    return PageScore(
        id=page.page.id or "",
        view=page.page.view,
        lang=page.lang or "?",
        site=page.site or "?",
        source=page.source or "?",
        lines=line_f1(labelled.is_boilerplate, page.is_boilerplate, page.weight),
        words=word_f1(_text(page, counted & ~labelled.is_boilerplate), truth),
        all_lines=line_f1(nothing, page.is_boilerplate, page.weight),
        all_words=word_f1(_text(page, counted), truth),
    )


def _text(page: TrainingPage, wanted: NDArray[np.bool_]) -> str:
    return "\n".join(page.page.lines[i] for i in np.flatnonzero(wanted))
