"""One page of a report: its lines with their labels, and what the report's script needs to know of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from bbclf.page import Explanation, LabelledLine, LabelledPage

__all__ = ["page_lines", "page_section"]


def page_section(name: str, lines: str) -> str:
    """The lines of a page, from :func:`page_lines`, under its name, which is escaped."""
    return f'<section>\n<h2 dir="auto">{escape(name)}</h2>\n{lines}</section>\n'


def page_lines(labelled: LabelledPage, note: str = "", truth: Sequence[str | None] | None = None) -> str:
    """The lines of a page, each with its label, its probability and its reasons.

    Parameters
    ----------
    labelled : LabelledPage
        Without reasons if it does not know the model that labelled it.
    note : str
        Shown above the lines.
    truth : sequence of str or None, length n_lines, optional
        True labels, None where it is not known; lines that have another label are marked.

    Returns
    -------
    str
        HTML, with the note and the text of the page escaped.
    """
    lines = labelled.lines
    explanations = [] if labelled.explainer is None else labelled.explain_lines()
    names = list(dict.fromkeys(reason.name for explanation in explanations for reason in explanation.reasons))
    reasons = [_reasons(explanation, names) for explanation in explanations] or [""] * len(lines)
    truths = [None] * len(lines) if truth is None else truth
    rows = "".join(map(_row, lines, reasons, truths))
    given = f' data-reasons="{escape(json.dumps(names))}"' if names else ""
    above = f'<p class="note" dir="auto">{escape(note)}</p>\n' if note else ""
    return f'{above}<div class="lines" data-threshold="{labelled.threshold!r}"{given}>\n{rows}</div>\n'


def _row(line: LabelledLine, reasons: str, truth: str | None) -> str:
    known = "" if truth is None else f' data-truth="{truth}"'
    wrong = "" if truth in (None, line.label) else " wrong"
    return (
        f'<div class="line {line.label}{wrong}" data-p="{line.p_boilerplate:.9g}"{reasons}{known}>'
        f'<div class="text" dir="auto">{escape(line.text)}</div><div class="p">{line.p_boilerplate:.2f}</div></div>\n'
    )


def _reasons(explanation: Explanation, names: Sequence[str]) -> str:
    """An attribute with the log-odds of the page's mean line, and what each reason adds to them."""
    added = {reason.name: reason.log_odds for reason in explanation.reasons}
    values = (explanation.base, *(added.get(name, 0.0) for name in names))
    return f' data-why="{" ".join(f"{round(value, 2) + 0.0:g}" for value in values)}"'
