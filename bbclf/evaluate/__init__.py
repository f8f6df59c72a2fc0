"""How well a model labels a dataset, beside keeping everything."""

from __future__ import annotations

from bbclf.evaluate.folder import ReportFolder
from bbclf.evaluate.report import Report, Slice
from bbclf.evaluate.run import evaluate
from bbclf.evaluate.scores import PageScore, score_page

__all__ = ["PageScore", "Report", "ReportFolder", "Slice", "evaluate", "score_page"]
