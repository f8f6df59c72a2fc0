"""The four figures of an evaluation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import floor

import numpy as np

from bbclf.evaluation.bootstrap import MIN_SITES, mean_interval
from bbclf.evaluation.curve import CurvePoint, ThresholdSweep
from bbclf.evaluation.folder.charts import Axis, Dot, IntervalRow, Series, interval_chart, line_chart
from bbclf.evaluation.reliability import Reliability
from bbclf.evaluation.report import Report
from bbclf.evaluation.scores import PageScore

__all__ = ["figures"]

DOT = 4.0
LARGEST_DOT = 9.0
"""Radius of a dot, and of the dot that stands for all lines."""


def figures(report: Report, sweep: ThresholdSweep, reliability: Reliability) -> list[tuple[str, str]]:
    """The figures with their captions, as HTML without text of any page.

    Parameters
    ----------
    report : Report
    sweep : ThresholdSweep
    reliability : Reliability
        All of the same pages.

    Returns
    -------
    list of (str, str)
        Caption and chart.
    """
    curves = {part.name: sweep.points(part.name) for part in report.slices if part.by == "view"}
    return [
        (
            "Precision against recall of words, one threshold on every page; the large dot is the model with its own"
            " thresholds.",
            _precision_recall(report, curves),
        ),
        (
            "Word F1 against the threshold, if it were the same on every page.",
            _f1_by_threshold(curves),
        ),
        (
            "Reliability: of the lines that have about one probability, the share that is boilerplate; on the diagonal"
            f" it is what the model says. Expected calibration error {reliability.error():.3f}; the larger a dot, the"
            " more lines.",
            _reliability(reliability),
        ),
        (
            "Word F1 by language with its 95% interval (bootstrap over sites, or over pages where there are fewer than"
            f" {MIN_SITES} sites).",
            _f1_by_language(report.pages),
        ),
    ]


def _precision_recall(report: Report, curves: dict[str, list[CurvePoint]]) -> str:
    own = {part.name: part for part in report.slices if part.by == "view"}
    series = [
        Series(
            view,
            [(point.word_recall, point.word_precision) for point in points],
            [
                *(
                    Dot(point.word_recall, point.word_precision, DOT / 2, f"threshold {point.threshold:g}")
                    for point in points
                ),
                Dot(own[view].word_recall, own[view].word_precision, DOT * 1.5, "the model's own thresholds"),
            ],
        )
        for view, points in curves.items()
    ]
    recall = Axis("recall", _low([x for one in series for x, _ in one.points]), 1)
    precision = Axis("precision", _low([y for one in series for _, y in one.points]), 1)
    return line_chart(recall, precision, series)


def _f1_by_threshold(curves: dict[str, list[CurvePoint]]) -> str:
    series = [
        Series(
            view,
            [(point.threshold, point.word_f1) for point in points],
            [Dot(point.threshold, point.word_f1, DOT / 2, f"word F1 {point.word_f1:.3f}") for point in points],
        )
        for view, points in curves.items()
    ]
    lowest = _low([y for one in series for _, y in one.points])
    return line_chart(Axis("threshold", 0, 1), Axis("word F1", lowest, 1), series)


def _reliability(reliability: Reliability) -> str:
    bins = reliability.bins()
    dots = [
        Dot(bin.p_boilerplate, bin.boilerplate, max(LARGEST_DOT * bin.share**0.5, 2), f"{bin.share:.1%} of the lines")
        for bin in bins
    ]
    points = [(bin.p_boilerplate, bin.boilerplate) for bin in bins]
    says = Axis("probability of boilerplate", 0, 1)
    return line_chart(says, Axis("share that is boilerplate", 0, 1), [Series("lines", points, dots)], diagonal=True)


def _f1_by_language(pages: Sequence[PageScore]) -> str:
    of_language: defaultdict[str, list[PageScore]] = defaultdict(list)
    for page in pages:
        of_language[page.lang].append(page)
    rows = []
    for language, its_pages in sorted(of_language.items(), key=lambda item: (-len(item[1]), item[0])):
        sites = [page.site for page in its_pages]
        interval = mean_interval(np.array([page.words.f1 for page in its_pages]), sites)
        note = f"{language}: {len(its_pages):,} pages; bootstrap over {interval.n_resampled:,} {interval.resampled}"
        rows.append(IntervalRow(language, interval, note))
    return interval_chart(Axis("word F1", _low([row.interval.low for row in rows]), 1), rows)


def _low(values: Sequence[float]) -> float:
    """The largest tick below all values: a tenth, or from .5 down a fifth."""
    tenth = min(floor(10 * min(values, default=0)), 9)
    return (tenth if tenth >= 5 else tenth - tenth % 2) / 10
