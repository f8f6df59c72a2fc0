"""Formats of output: one class a file, entered in one table.

To add one, write its class beside these and enter it in :data:`OUTPUTS`; ``--to`` and the format that the name of an
output file tells follow from the table.
"""

from __future__ import annotations

from bbclf.files import content_suffix
from bbclf.io.outputs.attributes import Attributes
from bbclf.io.outputs.base import OutputFormat, PageWriter
from bbclf.io.outputs.html import Html
from bbclf.io.outputs.jsonl import Jsonl
from bbclf.io.outputs.kept import Keep, KeptText
from bbclf.io.outputs.markdown import Markdown
from bbclf.io.outputs.parquet import Parquet
from bbclf.io.outputs.record import Record
from bbclf.io.outputs.report import Report
from bbclf.io.outputs.text import Text

__all__ = ["OUTPUTS", "Jsonl", "Keep", "KeptText", "OutputFormat", "PageWriter", "Parquet", "output_of_name"]

_FORMATS: tuple[type[OutputFormat], ...] = (Text, Markdown, Html, Jsonl, Record, Attributes, Parquet, Report)
"""Of those with the same suffix, the name of a file tells the first."""

OUTPUTS: dict[str, type[OutputFormat]] = {format.name: format for format in _FORMATS}


def output_of_name(path: str, fills_field: bool) -> type[OutputFormat]:
    """The format that the name of an output file tells.

    Parameters
    ----------
    path : str
    fills_field : bool
        Only formats that fill a field of the input's records.

    Returns
    -------
    type of OutputFormat
        Where the name tells none: text, or records if a field is to be filled.
    """
    suffix = content_suffix(path)
    matching = (format for format in _FORMATS if format.suffix == suffix and (format.fills_field or not fills_field))
    return next(matching, Record if fills_field else Text)
