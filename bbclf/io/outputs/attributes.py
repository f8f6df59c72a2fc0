"""Dolma's attributes: spans of the text with their probability of boilerplate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bbclf.errors import InputError
from bbclf.files.jsonl import dump_record
from bbclf.io.outputs.base import OutputFormat

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Attributes"]

ATTRIBUTE = "bbclf__line__p_boilerplate"
"""Dolma's name for a tagger's output: experiment, tagger, kind of span."""


class Attributes(OutputFormat):
    """``[start, end, p_boilerplate]`` of every line of a text."""

    name = "attributes"
    suffix = ".jsonl"
    heeds = frozenset()  # it has every line

    def render(self, labelled: LabelledPage) -> bytes:
        """The spans, as a line of JSON.

        Raises
        ------
        InputError
            The page was HTML.
        """
        if labelled.page.starts is None:
            raise InputError("attributes are places in a text, which HTML does not have: use --to jsonl")
        spans = [[line.start, line.end, round(line.p_boilerplate, 6)] for line in labelled.lines]
        return dump_record({"id": labelled.page.id, "attributes": {ATTRIBUTE: spans}})
