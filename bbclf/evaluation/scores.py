"""How well one page was labelled."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.headline import headline_lines
from bbclf.metrics import HARM, Score, harmonic, line_f1
from bbclf.page import LabelledPage
from bbclf.tokens import read_chars, tokenise

__all__ = ["PageScore", "PageWords", "score_page", "without_headline"]


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
    nothing, words = np.zeros(len(page.page), dtype=np.bool_), PageWords(page)
    return PageScore(
        id=page.page.id or "",
        view=page.page.view,
        lang=page.lang or "?",
        site=page.site or "?",
        source=page.source or "?",
        lines=line_f1(labelled.is_boilerplate, page.is_boilerplate, page.weight),
        words=words.score(labelled.is_boilerplate),
        all_lines=line_f1(nothing, page.is_boilerplate, page.weight),
        all_words=words.score(nothing),
    )


class PageWords:
    """The words of a page's lines, tokenised once, to score any number of labellings by.

    Parameters
    ----------
    page : TrainingPage
        Its lines of weight 0 count for neither side.
    """

    def __init__(self, page: TrainingPage) -> None:
        counted = np.flatnonzero(page.weight > 0)
        tokens = tokenise(read_chars([page.page.lines[number] for number in counted.tolist()]))
        self._line = counted[tokens.lines]
        self._word = np.unique(tokens.hashes, return_inverse=True)[1]
        self._n_true = self._counts(page.is_boilerplate)

    def score(self, is_boilerplate: NDArray[np.bool_]) -> Score:
        """Word F1 of the lines that are kept against the true content, as :func:`bbclf.metrics.word_f1` of their text.

        Parameters
        ----------
        is_boilerplate : ndarray of bool, shape (n_lines,)
        """
        n_kept = self._counts(is_boilerplate)
        hits = float(np.minimum(n_kept, self._n_true).sum())
        return harmonic(hits, float(n_kept.sum()), float(self._n_true.sum()))

    def _counts(self, is_boilerplate: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How often each word is in the lines that are kept, shape (n_words,)."""
        return np.bincount(self._word[~is_boilerplate[self._line]], minlength=int(self._word.max(initial=-1)) + 1)


def without_headline(page: TrainingPage) -> TrainingPage:
    """The page with weight 0 for its headline and the lines that repeat it, so that they count for neither side.

    Which lines these are does not depend on a model: of text, the true labels tell it (:mod:`bbclf.headline`).
    """
    return replace(page, weight=np.where(headline_lines(page.page, page.is_boilerplate), np.float32(0), page.weight))
