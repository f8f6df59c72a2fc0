"""The html view of the training pages once more, rewritten: residue in the articles, sections as accordions.

Few training pages have a "read also" among the paragraphs of their article, and hardly any in languages other than
English: their truth was made of pages that have none, or by tools that keep it. Questions and answers in accordions
are as rare.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

import joblib
import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.accordions import with_accordions
from training.pages.by_source import label_by_source
from training.pages.draws import page_generator
from training.pages.labelling import with_residue
from training.pages.leftover import RESIDUE_WEIGHT
from training.pages.phrasing import phrasing_of
from training.residue.in_article import add_residue_to_html
from training.residue.phrasing import Phrasing
from training.sources.pages import RawPage

__all__ = ["rewritten_pages"]

ACCORDION_SHARE = 0.4
"""Pages whose sections become accordions, if they have any."""

N_JOBS = 2
BATCH = 32
"""Pages that a process is given at a time."""


class _Rewritten(NamedTuple):
    """A page, its new HTML, and the lines of residue in it."""

    raw: RawPage
    html: str
    residue: Collection[str]


def rewritten_pages(raws: Sequence[RawPage], html: Sequence[TrainingPage]) -> list[TrainingPage]:
    """HTML pages with residue written into their articles, and with accordions.

    Parameters
    ----------
    raws : sequence of RawPage
    html : sequence of TrainingPage
        Their html view, in the same order.

    Returns
    -------
    list of TrainingPage
        Of those pages that were changed, in order. Pages whose truth names some blocks alone are not: whether their
        other paragraphs are content is not known.
    """
    phrasing = phrasing_of(raws)
    whole = (pair for pair in zip(raws, html, strict=True) if not pair[0].known_blocks)
    rewritten = [page for page in (_rewrite(raw, page, phrasing) for raw, page in whole) if page is not None]
    parallel = joblib.Parallel(n_jobs=N_JOBS if len(rewritten) > BATCH else 1, batch_size=BATCH)
    made: list[TrainingPage] = list(parallel(joblib.delayed(_labelled)(page) for page in rewritten))
    return made


def _rewrite(raw: RawPage, page: TrainingPage, phrasing: Phrasing) -> _Rewritten | None:
    is_content = ~page.is_boilerplate & (page.weight > 0)
    content = [page.page.lines[number] for number in np.flatnonzero(is_content).tolist()]
    rng = page_generator(raw, "rewritten")
    html = with_accordions(raw.html, content, rng) if rng.random() < ACCORDION_SHARE else raw.html
    html, residue = add_residue_to_html(html, content, phrasing.with_relatives(raw.lang), rng)
    return None if html == raw.html else _Rewritten(raw, html, frozenset(residue))


def _labelled(rewritten: _Rewritten) -> TrainingPage:
    raw = rewritten.raw
    page = replace(Page.from_html(rewritten.html, id=raw.id, url=raw.url), source=None)
    is_residue = [line in rewritten.residue for line in page.lines]
    return with_residue(label_by_source(raw, page), np.flatnonzero(is_residue), RESIDUE_WEIGHT)
