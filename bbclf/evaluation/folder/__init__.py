"""An evaluation as a folder of HTML: figures, and the worst pages with their lines."""

from __future__ import annotations

from bbclf.evaluation.folder.folder import ReportFolder

__all__ = ["ReportFolder"]
