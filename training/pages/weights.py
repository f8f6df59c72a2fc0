"""What each set of training pages counts for.

A line's label weight is multiplied by the factor of its set: whole pages, what extractors leave of them and texts as
they are found are of very different numbers, and one network of text learns from all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from bbclf.dataset import TrainingPage

__all__ = ["SOURCE_FACTORS", "weighted"]

SOURCE_FACTORS: Mapping[str, float] = {"cleaneval": 0.3, "fixtures_en": 0.5, "harvest_forum": 3.0}
"""Of sources whose convention differs from the others', or whose kind is rare."""


def weighted(pages: Sequence[TrainingPage], factor: float) -> list[TrainingPage]:
    """Pages with their label weights multiplied by a factor, and by that of their source.

    Parameters
    ----------
    pages : sequence of TrainingPage
    factor : float
    """
    return [
        replace(page, weight=(page.weight * factor * SOURCE_FACTORS.get(page.source or "", 1.0)).astype(np.float32))
        for page in pages
    ]
