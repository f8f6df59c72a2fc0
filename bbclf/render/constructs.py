"""Markdown in text whose lines belong together: fenced code, tables, nested lists.

Labels are given line by line, so that a fence could be kept without the one that closes it, the head of a table
without its rows, or an indented item without the one above it, which makes code of it. The lines that open and close
such a construct therefore follow the lines inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["keep_constructs_whole"]

_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})(.*)")
_SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+\S")

Keep = NDArray[np.bool_]


def keep_constructs_whole(lines: Sequence[str], gaps: Sequence[int], indents: Sequence[int], keep: Keep) -> Keep:
    """Which lines to keep so that nothing is opened without being closed.

    - The lines of a fence are kept if any line between them is.
    - Head and separator of a pipe table are kept if any of its rows is.
    - An item of a list is kept if any line is that is indented below it.

    Parameters
    ----------
    lines : sequence of str, length n_lines
        Stripped.
    gaps : sequence of int, length n_lines
        Blank lines before each.
    indents : sequence of int, length n_lines
        Columns of white space before each.
    keep : ndarray of bool, shape (n_lines,)
        By label.

    Returns
    -------
    ndarray of bool, shape (n_lines,)
    """
    whole = keep.copy()
    in_code = _keep_fences(lines, whole)
    _keep_table_heads(lines, gaps, in_code, whole)
    _keep_outer_items(lines, indents, in_code, whole)
    return whole


def _keep_fences(lines: Sequence[str], keep: Keep) -> Keep:
    """Let the lines of fences follow what is between them.

    Returns
    -------
    ndarray of bool, shape (n_lines,)
        Lines of fenced code, fences included.
    """
    in_code = np.zeros(len(lines), dtype=np.bool_)
    opened, fence = -1, ""
    for i, line in enumerate(lines):
        match = _FENCE.match(line) if line[0] in "`~" else None
        if match is None:
            continue
        marks, rest = match.groups()
        if not fence:
            opened, fence = i, marks
        elif marks.startswith(fence) and not rest.strip():
            inside = slice(opened + 1, i)
            keep[[opened, i]] = keep[inside].any() if opened + 1 < i else keep[opened]
            in_code[opened : i + 1] = True
            fence = ""
    return in_code


def _keep_table_heads(lines: Sequence[str], gaps: Sequence[int], in_code: Keep, keep: Keep) -> None:
    """Let head and separator of tables follow their rows."""
    separators = [
        i
        for i in range(1, len(lines))
        if lines[i][0] in "|:-" and not in_code[i] and not gaps[i] and "|" in lines[i] and "|" in lines[i - 1]
        and _SEPARATOR.fullmatch(lines[i])
    ]  # fmt: skip
    if not separators:
        return
    ends = np.flatnonzero([gap > 0 or "|" not in line for line, gap in zip(lines, gaps, strict=True)])
    n_kept_before = np.append(0, np.cumsum(keep))
    for i in separators:
        place = np.searchsorted(ends, i + 1)
        end = ends[place] if place < len(ends) else len(lines)
        keep[[i - 1, i]] = n_kept_before[end] > n_kept_before[i + 1] if i + 1 < end else keep[i - 1]


def _keep_outer_items(lines: Sequence[str], indents: Sequence[int], in_code: Keep, keep: Keep) -> None:
    """Keep the items of lists below which an indented line is kept."""
    outer: list[int] = []
    for i, indent in enumerate(indents):
        while outer and indents[outer[-1]] >= indent:
            outer.pop()
        if keep[i]:
            keep[outer] = True
        if not in_code[i] and _ITEM.match(lines[i]):
            outer.append(i)
