"""Two models on the same pages: by how much one is better, and how sure that is."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from bbclf.evaluation.bootstrap import mean_interval
from bbclf.evaluation.report import Report

__all__ = ["Comparison", "compare_reports"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Word F1 of a model less that of another, mean over pages, with the 95% interval of a paired bootstrap.

    Attributes
    ----------
    model, against : str
        Versions of the models.
    difference, low, high : float
        The mean difference, above 0 if the first model is better, and its interval.
    n_better, n_worse : int
        Pages on which the first model has the higher and the lower word F1.
    n_resampled : int
    resampled : {"sites", "pages"}
        What is drawn with replacement, and how many there are.
    """

    model: str
    against: str
    difference: float
    low: float
    high: float
    n_better: int
    n_worse: int
    n_resampled: int
    resampled: str

    def as_json(self) -> dict[str, Any]:
        """The comparison as JSON has it."""
        return asdict(self)

    def sentence(self) -> str:
        """The comparison for people, without a newline."""
        interval = f"95% interval {self.low:+.4f} to {self.high:+.4f}"
        bootstrap = f"paired bootstrap over {self.n_resampled:,} {self.resampled}"
        return (
            f"word F1 against {self.against}: {self.difference:+.4f} ({interval}, {bootstrap});"
            f" better on {self.n_better:,} pages, worse on {self.n_worse:,}"
        )


def compare_reports(report: Report, against: Report) -> Comparison:
    """Compare two models page by page.

    Parameters
    ----------
    report, against : Report
        Of the same pages in the same order.

    Returns
    -------
    Comparison
    """
    gains = np.array([a.words.f1 - b.words.f1 for a, b in zip(report.pages, against.pages, strict=True)])
    interval = mean_interval(gains, [page.site for page in report.pages])
    return Comparison(
        model=report.model_version,
        against=against.model_version,
        difference=interval.mean,
        low=interval.low,
        high=interval.high,
        n_better=int((gains > 0).sum()),
        n_worse=int((gains < 0).sum()),
        n_resampled=interval.n_resampled,
        resampled=interval.resampled,
    )
