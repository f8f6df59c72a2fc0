"""A page in a line of JSON, parsed where the page is made."""

from __future__ import annotations

from typing import NamedTuple

from bbclf.errors import InputError
from bbclf.files.jsonl import parse_json
from bbclf.io.bodies import PageRecord
from bbclf.io.fields import Fields
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.view import TextViewChoice

__all__ = ["JsonBody"]


class JsonBody(NamedTuple):
    """A page in a line of JSON, which takes longer to parse than to read.

    Attributes
    ----------
    line : bytes
    fields : Fields
    view : {"auto", "text", "leftover"}
        Of the page if it is text.
    """

    line: bytes
    fields: Fields
    view: TextViewChoice

    @property
    def n_bytes(self) -> int:
        """Bytes of the line."""
        return len(self.line)

    def read(self, limits: Limits = DEFAULT_LIMITS) -> PageRecord:
        """Parse the line and make the page; see :class:`bbclf.io.bodies.PageBody`."""
        values = parse_json(self.line)
        if not isinstance(values, dict):
            raise InputError(f"a record must be a JSON object, got {type(values).__name__}")
        return PageRecord(self.fields.body(values, self.view).page(limits), values)
