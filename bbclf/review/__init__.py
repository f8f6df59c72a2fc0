"""Labels corrected by a person: pages and their most doubtful lines, a file that is saved at every correction.

:class:`Review` is all of it without a server: labels are set by number of page and line. :class:`ReviewServer` shows it
in a browser. ``bbclf review`` is both together.
"""

from __future__ import annotations

from bbclf.review.drafts import Draft, is_dataset, read_drafts
from bbclf.review.review import Review
from bbclf.review.reviewed_page import ReviewedPage
from bbclf.review.server import ReviewServer

__all__ = ["Draft", "Review", "ReviewServer", "ReviewedPage", "is_dataset", "read_drafts"]
