"""Every line of a page with its label, probability and offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bbclf.files.jsonl import dump_record
from bbclf.io.outputs.base import PROVENANCE, OutputFormat

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["Jsonl"]


class Jsonl(OutputFormat):
    """One JSON object a page."""

    name = "jsonl"
    suffix = ".jsonl"

    def render(self, labelled: LabelledPage) -> bytes:
        """The object, as a line of JSON."""
        return self.render_record(labelled, None)

    def render_record(self, labelled: LabelledPage, fields: dict[str, Any] | None) -> bytes:
        """The object, with date, status and language where the record has them."""
        page = labelled.page
        lines = [{**line._asdict(), "p_boilerplate": round(line.p_boilerplate, 6)} for line in labelled.lines]
        return dump_record(
            {
                "id": page.id,
                "url": page.url,
                **{name: fields[name] for name in PROVENANCE if fields is not None and name in fields},
                "view": page.view,
                "model": self.model_version,
                "threshold": round(labelled.threshold, 6),
                "text": self.kept.of(labelled),
                "lines": lines,
            }
        )
