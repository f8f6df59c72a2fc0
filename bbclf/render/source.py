"""The given text of a page, line by line, and what is left of it when lines are deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bbclf.page import Page
from bbclf.text import LINE_TERMINATORS, physical_lines

__all__ = ["Source", "SourceLine", "read_source", "with_lines"]


class SourceLine(NamedTuple):
    """What surrounds one line of a page in the given text.

    Attributes
    ----------
    blank_before : list of str
        The blank lines before it, with their ends.
    indent : str
        White space before the line.
    end : str
        White space after it, and what ends it.
    """

    blank_before: list[str]
    indent: str
    end: str


class Source(NamedTuple):
    """What surrounds the lines of a page in the given text.

    Attributes
    ----------
    lines : list of SourceLine, length n_lines
    blank_after : list of str
        The blank lines after the last one.
    is_ended : bool
        Whether the text ends with a line end.
    """

    lines: list[SourceLine]
    blank_after: list[str]
    is_ended: bool


def read_source(page: Page) -> Source:
    """Read the text that a page was made of; for a page that was given line by line, its lines and gaps."""
    text = page.source
    if not isinstance(text, str):
        text = "\n".join("\n" * gap + line for line, gap in zip(page.lines, page.gaps.tolist(), strict=True))
    lines: list[SourceLine] = []
    blank: list[str] = []
    for piece in physical_lines(text):
        from_line = piece.lstrip()
        if from_line:
            end = from_line[len(from_line.rstrip()) :]
            lines.append(SourceLine(blank, piece[: len(piece) - len(from_line)], end))
            blank = []
        else:
            blank.append(piece)
    return Source(lines, blank, is_ended=text.endswith(tuple(LINE_TERMINATORS)))


def with_lines(source: Source, lines: Sequence[str | None]) -> str:
    """A text with some of its lines deleted or replaced, and every other character as it was.

    Where lines are deleted, the longest of the runs of blank lines around them is left, and none at the start and end
    of the text. The result ends with a line end if the text did.

    Parameters
    ----------
    source : Source
    lines : sequence of str or None, length n_lines
        What stands in the place of each line; None deletes it.

    Returns
    -------
    str
        Empty if no line is left.
    """
    pieces: list[str] = []
    blank: list[str] = []
    deleted = False
    for line, (blank_before, indent, end) in zip(lines, source.lines, strict=True):
        if len(blank_before) > len(blank):
            blank = blank_before
        if line is None:
            deleted = True
            continue
        if pieces or not deleted:
            pieces += blank
        pieces += (indent, line, end)
        blank, deleted = [], False
    if not pieces:
        return ""
    if not deleted:
        pieces += source.blank_after
    elif not source.is_ended:
        pieces[-1] = pieces[-1].rstrip(LINE_TERMINATORS)
    return "".join(pieces)
