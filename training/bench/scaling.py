"""Whether time grows no faster than the page."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.page import Page
from training.bench.series import Series
from training.bench.timing import least_seconds

__all__ = ["Curve", "scaling_curves"]

N_SIZES = 5
"""Each size is half of the next."""


class Curve(NamedTuple):
    """Seconds against size.

    Attributes
    ----------
    name : str
        What grows.
    sizes : list of int
    seconds : list of float
    slope : float
        Of the line through their logarithms: 1 where time grows as the page does.
    """

    name: str
    sizes: list[int]
    seconds: list[float]
    slope: float


def _label(classifier: LineClassifier, source: str, is_html: bool) -> None:
    classifier.label(Page.from_html(source) if is_html else Page.from_text(source))


def scaling_curves(classifier: LineClassifier, all_series: Iterable[Series], share: float, rounds: int) -> list[Curve]:
    """One curve for each series, up to a share of its greatest size."""
    curves = []
    for series in all_series:
        sizes = [int(series.greatest * share) >> halvings for halvings in reversed(range(N_SIZES))]
        sources = map(series.make, sizes)
        seconds = [least_seconds(partial(_label, classifier, source, series.is_html), rounds) for source in sources]
        slope = float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])
        curves.append(Curve(series.name, sizes, seconds, slope))
    return curves
