"""How well a model labels a dataset, beside keeping everything."""

from __future__ import annotations

from bbclf.evaluation.comparison import Comparison, compare_reports
from bbclf.evaluation.curve import CurvePoint, ThresholdSweep, curve_table, threshold_curve
from bbclf.evaluation.folder import ReportFolder
from bbclf.evaluation.report import Report, Slice
from bbclf.evaluation.run import evaluate, score_pages
from bbclf.evaluation.scores import PageScore, score_page, without_headline
from bbclf.evaluation.table import table

__all__ = [
    "Comparison", "CurvePoint", "PageScore", "Report", "ReportFolder", "Slice", "ThresholdSweep", "compare_reports",
    "curve_table", "evaluate", "score_page", "score_pages", "table", "threshold_curve", "without_headline",
]  # fmt: skip
