"""Header fields, of WARC records and of the HTTP responses in them."""

from __future__ import annotations

import re

__all__ = ["BLANK_LINE", "media_type_of", "parse_fields"]

BLANK_LINE = re.compile(rb"\n\r?\n")
"""What ends a header; some writers leave the carriage returns out."""


def parse_fields(lines: bytes) -> dict[str, str]:
    """Fields of a header.

    Parameters
    ----------
    lines : bytes
        Without the first line, which says the version, and without the blank line.

    Returns
    -------
    dict of str to str
        Names in lower case; of fields that repeat, the first.
    """
    fields: dict[str, str] = {}
    name = ""
    for line in lines.decode("utf-8", "replace").replace("\r\n", "\n").split("\n"):
        if line[:1] in (" ", "\t") and name in fields:  # the value goes on
            fields[name] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if colon:
            fields.setdefault(name, value.strip())
    return fields


def media_type_of(content_type: str) -> str:
    """``text/html`` of ``Text/HTML; charset=utf-8``."""
    return content_type.partition(";")[0].strip().lower()
