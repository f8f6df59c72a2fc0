"""Which fields of a JSONL object or Parquet row hold the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bbclf.errors import InputError
from bbclf.io.bodies import Body
from bbclf.view import TextViewChoice

__all__ = ["Fields"]

_MAX_NAMES = 10
"""Fields of a record that an error lists."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of fields.

    Attributes
    ----------
    text, html, id, url : str
        A record with `html` is read as HTML, otherwise its `text` is.
    """

    text: str = "text"
    html: str = "html"
    id: str = "id"
    url: str = "url"

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (self.text, self.html, self.id, self.url)

    def body(self, values: dict[str, Any], view: TextViewChoice) -> Body:
        """The page of a record.

        Parameters
        ----------
        values : dict
            The record.
        view : {"auto", "text", "leftover"}
            Of the page if it is text.

        Raises
        ------
        InputError
            The record has neither text nor HTML, or they are not text.
        """
        is_html = values.get(self.html) is not None
        field = self.html if is_html else self.text
        content = values.get(field)
        if content is None:
            raise InputError(self.missing(values))
        if not isinstance(content, str) and not (is_html and isinstance(content, bytes)):
            advice = ": decode it, or name it with --html-field if it is HTML" if isinstance(content, bytes) else ""
            raise InputError(f"field {field!r} must be text, got {type(content).__name__}{advice}")
        return Body(content, "html" if is_html else view, _as_text(values.get(self.id)), _as_text(values.get(self.url)))

    def missing(self, values: Mapping[str, Any]) -> str:
        """What is wrong with a record that has neither text nor HTML."""
        return (
            f"a record needs the field {self.text!r} or {self.html!r}, this has {_listed(values)}:"
            " --input-field and --html-field name others"
        )


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)


def _listed(values: Mapping[str, Any]) -> str:
    names = [repr(name) if value is not None else f"{name!r} (null)" for name, value in values.items()]
    return ", ".join(names[:_MAX_NAMES]) or "none"
