"""The data structures that every other module speaks: pages in, labelled pages out.

A :class:`Page` is the ordered lines of one document. :class:`LabelledPage` adds a probability and a label for
each. Several pages at once travel as a :class:`LineBatch`: their columns, end to end.
"""

from __future__ import annotations

from bbclf.page.batch import LineBatch
from bbclf.page.checks import check_is_page
from bbclf.page.explanation import Explanation, Reason
from bbclf.page.guess import guess_text_view
from bbclf.page.labelled import LabelledLine, LabelledPage
from bbclf.page.page import Page

__all__ = [
    "Explanation", "LabelledLine", "LabelledPage", "LineBatch", "Page", "Reason", "check_is_page", "guess_text_view",
]  # fmt: skip
