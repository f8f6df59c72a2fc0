"""Formats of input: one class a file, entered in one table.

To add one, write its class beside these and enter it in :data:`INPUTS`; ``--from``, the suffixes of files and the
recognition by content follow from the table.
"""

from __future__ import annotations

from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.inputs.html import Html
from bbclf.io.inputs.jsonl import Jsonl
from bbclf.io.inputs.parquet import Parquet
from bbclf.io.inputs.plain import PlainText
from bbclf.io.inputs.warc import Warc

__all__ = ["FORMAT_OF_SUFFIX", "INPUTS", "InputFormat", "Reading"]

_FORMATS: tuple[InputFormat, ...] = (Html(), Jsonl(), Warc(), Parquet(), PlainText())
"""In the order in which content is tried: plain text is what no other format claims."""

INPUTS: dict[str, InputFormat] = {format.name: format for format in _FORMATS}

FORMAT_OF_SUFFIX = {suffix: format.name for format in _FORMATS for suffix in format.suffixes}
