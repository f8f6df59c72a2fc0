"""A report as a table for people: one row for each slice."""

from __future__ import annotations

from typing import NamedTuple

from bbclf.evaluation.report import Report, Slice

__all__ = ["COLUMNS", "table"]

NAME_WIDTH = 24


class Column(NamedTuple):
    """Where a figure stands, what it is called, and how it is written."""

    group: str
    name: str
    attribute: str
    width: int
    format: str


COLUMNS = (
    Column("", "pages", "n_pages", 7, ",d"),
    Column("bbclf", "line F1", "line_f1", 9, ".3f"),
    Column("bbclf", "word F1", "word_f1", 9, ".3f"),
    Column("bbclf", "precision", "word_precision", 11, ".3f"),
    Column("bbclf", "recall", "word_recall", 8, ".3f"),
    Column("", "harmed", "harmed", 8, ".1%"),
    Column("keep everything", "line F1", "all_line_f1", 11, ".3f"),
    Column("keep everything", "word F1", "all_word_f1", 9, ".3f"),
)
BESIDE = (
    Column("other model", "word F1", "word_f1", 10, ".3f"),
    Column("other model", "harmed", "harmed", 8, ".1%"),
)


def table(report: Report, beside: Report | None = None) -> str:
    """The table of a report, a model's figures beside those of keeping everything.

    Parameters
    ----------
    report : Report
    beside : Report, optional
        Of another model on the same pages; it gets columns of its own.

    Returns
    -------
    str
        Ends with a newline.
    """
    columns = COLUMNS if beside is None else COLUMNS + BESIDE
    rows = [_groups(columns), " " * NAME_WIDTH + "".join(f"{column.name:>{column.width}}" for column in columns)]
    others: list[Slice | None] = list(beside.slices) if beside is not None else [None] * len(report.slices)
    by = "overall"
    for part, other in zip(report.slices, others, strict=True):
        if part.by != by:
            rows.append(f"by {part.by}")
        by = part.by
        name = part.name if by == "overall" else f"  {part.name}"
        rows.append(f"{name[: NAME_WIDTH - 1]:{NAME_WIDTH}}" + _figures(part, COLUMNS) + _figures(other, BESIDE))
    return "\n".join(row.rstrip() for row in rows) + "\n"


def _groups(columns: tuple[Column, ...]) -> str:
    """The line above the names of columns: each group's name over its columns."""
    line = " " * NAME_WIDTH
    for number, column in enumerate(columns):
        if number and column.group == columns[number - 1].group:
            continue
        width = sum(other.width for other in columns if other.group == column.group) if column.group else column.width
        line += f"{f' {column.group} ':-^{width - 2}}".rjust(width) if column.group else " " * width
    return line


def _figures(part: Slice | None, columns: tuple[Column, ...]) -> str:
    if part is None:
        return ""
    return "".join(f"{getattr(part, column.attribute):>{column.width}{column.format}}" for column in columns)
