"""The formats of input and output, by the names that the command line gives them; loads nothing heavy."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["InputFormat", "Keep", "OutputFormat", "TextView"]


class InputFormat(StrEnum):
    """How a file is read."""

    AUTO = "auto"
    """By its name, then by its content."""
    PLAIN = "plain"
    """A file of text whose view is guessed."""
    TEXT = "text"
    """A file of text: all visible text of a page."""
    LEFTOVER = "leftover"
    """A file of text that an extractor has cleaned."""
    HTML = "html"
    JSONL = "jsonl"
    WARC = "warc"
    """Also WET: one format with two kinds of record."""
    WET = "wet"
    PARQUET = "parquet"


class OutputFormat(StrEnum):
    """How labelled pages are written."""

    TEXT = "text"
    """The kept lines."""
    JSONL = "jsonl"
    """Every line with its label, probability and offsets."""
    RECORD = "record"
    """The input's record with the kept text in one of its fields."""
    ATTRIBUTES = "attributes"
    """Dolma's attributes: spans with the probability of boilerplate."""
    PARQUET = "parquet"
    """As `RECORD`, from Parquet to Parquet."""
    HTML = "html"
    """A page for people that shows every line with its label."""


class Keep(StrEnum):
    """Which lines make up the kept text."""

    CONTENT = "content"
    BOILERPLATE = "boilerplate"
    ALL = "all"


class TextView(StrEnum):
    """What a text is, as `Page.from_text` takes it."""

    AUTO = "auto"
    TEXT = "text"
    LEFTOVER = "leftover"
