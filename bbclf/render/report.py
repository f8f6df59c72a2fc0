"""Reports for people: HTML that shows every line with its label and needs no other file."""

from __future__ import annotations

from html import escape

import numpy as np
from numpy.typing import NDArray

from bbclf.page import LabelledPage

__all__ = ["REPORT_END", "page_section", "report_start"]

_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; }
section { border-top: 1px solid #8884; margin-top: 2rem; }
section p { border-left: .3rem solid #2a9d5c; margin: .15rem 0; padding: 0 .6rem; overflow-wrap: anywhere; }
section p.boilerplate { border-color: #8886; color: #888; }
section p.wrong { background: #ffb70333; }
section p.wrong::before { content: "wrong "; color: #c1121f; font-size: .75em; }
section p small { color: #888; float: right; padding-left: 1em; }
table { border-collapse: collapse; } td, th { padding: .15rem .8rem; text-align: right; }
td:first-child, th:first-child { text-align: left; }
"""

REPORT_END = "</body>\n</html>\n"


def report_start(title: str) -> str:
    """The head of a report and the opening of its body."""
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
    )


def page_section(labelled: LabelledPage, truth: NDArray[np.bool_] | None = None, note: str = "") -> str:
    """One page's lines, boilerplate in grey.

    Parameters
    ----------
    labelled : LabelledPage
    truth : ndarray of bool, shape (n_lines,), optional
        If given, lines whose label differs from ``is_boilerplate`` are marked wrong.
    note : str
        Shown under the page's name.

    Returns
    -------
    str
        A ``<section>``, with the text of the page escaped.
    """
    page = labelled.page
    wrong = np.zeros(len(page), dtype=np.bool_) if truth is None else labelled.is_boilerplate != truth
    lines = [
        f'<p class="{line.label}{" wrong" if is_wrong else ""}" dir="auto">'
        f"<small>{line.p_boilerplate:.2f}</small>{escape(line.text)}</p>\n"
        for line, is_wrong in zip(labelled.lines, wrong.tolist(), strict=True)
    ]
    name = escape(page.id or page.url or "page")
    return f"<section>\n<h2>{name}</h2>\n<p><i>{escape(note)}</i></p>\n{''.join(lines)}</section>\n"
