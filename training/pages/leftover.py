"""The leftover view of the training pages: what extractors kept of them, as it is and with residue woven in.

Three extractors' output is taken as it is; and the output of an extractor drawn at random, with residue. These pages
are not cached: the outputs of extractors are, and the rest takes a minute.
"""

from __future__ import annotations

from collections.abc import Sequence

import joblib
import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.extractors.outputs import cache_key, read_extractions
from training.pages.by_source import label_by_source
from training.pages.draws import page_generator
from training.pages.labelling import with_residue
from training.pages.phrasing import phrasing_of
from training.residue.leftovers import Leftover, add_residue
from training.sources.pages import RawPage

__all__ = ["CLEANED_EXTRACTORS", "LEFTOVER_EXTRACTORS", "RESIDUE_WEIGHT", "extracted_pages", "leftover_pages"]

CLEANED_EXTRACTORS = ("trafilatura", "resiliparse", "readability")
"""Whose output is labelled as it is: cleaning must do it no harm."""

LEFTOVER_EXTRACTORS = (
    "trafilatura", "trafilatura_recall", "resiliparse", "readability", "trafilatura_fast", "boilerpy3",
)  # fmt: skip
"""Extractors whose output users hold most."""
_SHARES = (0.3, 0.15, 0.2, 0.2, 0.1, 0.05)
"""How often each is drawn."""

RESIDUE_WEIGHT = 6.0
"""Of residue in leftovers: its lines are short, and a line weighs as the root of its words."""

MIN_COVERAGE = 0.1
"""Share of the truth that an extractor must have kept: less than of a whole page, since leftovers lack content."""

N_JOBS = 2
BATCH = 32
"""Pages that a process is given at a time."""

_NOTHING: NDArray[np.int64] = np.empty(0, dtype=np.int64)


def extracted_pages(raws: Sequence[RawPage]) -> dict[str, list[TrainingPage]]:
    """The leftover view without residue: what each of :data:`CLEANED_EXTRACTORS` kept of all pages, in order."""
    pages = {}
    for name in CLEANED_EXTRACTORS:
        outputs = read_extractions(name)
        texts = [outputs[cache_key(raw)].text for raw in raws]
        pages[name] = _leftover_pages(raws, [Leftover(text, _NOTHING) for text in texts])
    return pages


def leftover_pages(raws: Sequence[RawPage], n_draws: int = 2) -> list[list[TrainingPage]]:
    """The leftover view: for each draw, what one random extractor kept of each page, with residue.

    Parameters
    ----------
    raws : sequence of RawPage
    n_draws : int

    Returns
    -------
    list of list of TrainingPage
        For each draw all pages, in order.
    """
    outputs = {name: read_extractions(name) for name in LEFTOVER_EXTRACTORS}
    phrasing = phrasing_of(raws)
    draws = []
    for draw in range(n_draws):
        leftovers = []
        for raw in raws:
            rng = page_generator(raw, f"leftover-{draw}")
            extractor = str(rng.choice(LEFTOVER_EXTRACTORS, p=_SHARES))
            kept = outputs[extractor][cache_key(raw)].text
            leftovers.append(add_residue(kept, raw.lang, phrasing, rng, title=raw.title))
        draws.append(_leftover_pages(raws, leftovers))
    return draws


def _leftover_pages(raws: Sequence[RawPage], leftovers: Sequence[Leftover]) -> list[TrainingPage]:
    """Labelled leftovers of pages, in order, made by two processes."""
    parallel = joblib.Parallel(n_jobs=N_JOBS if len(raws) > BATCH else 1, batch_size=BATCH)
    return list(parallel(joblib.delayed(_leftover_page)(*pair) for pair in zip(raws, leftovers, strict=True)))


def _leftover_page(raw: RawPage, leftover: Leftover) -> TrainingPage:
    page = Page.from_text(leftover.text, id=raw.id, url=raw.url, view="leftover")
    return with_residue(label_by_source(raw, page, MIN_COVERAGE), leftover.residue, RESIDUE_WEIGHT)
