"""How well a model labels a dataset, beside keeping everything."""

from __future__ import annotations

from bbclf.evaluation.folder import ReportFolder
from bbclf.evaluation.report import Report, Slice
from bbclf.evaluation.run import evaluate
from bbclf.evaluation.scores import PageScore, score_page

__all__ = ["PageScore", "Report", "ReportFolder", "Slice", "evaluate", "score_page"]
