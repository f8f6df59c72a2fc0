"""Every line of a page with its label, probability and offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from bbclf.files.jsonl import dump_record, parse_json
from bbclf.io.items import Record
from bbclf.io.outputs.base import PROVENANCE, OutputFormat, PageWriter, line_objects
from bbclf.io.source import DATASET_FIELDS, html_text, text_fields
from bbclf.site import site_of_url

if TYPE_CHECKING:
    from bbclf.page import LabelledPage, Page

__all__ = ["Jsonl"]


@dataclass(frozen=True)
class Jsonl(OutputFormat):
    """One JSON object a page.

    Attributes
    ----------
    with_source : bool
        The object has all that :func:`bbclf.read_dataset` needs: HTML, site, language and blank lines.
    """

    with_source: bool = False

    name = "jsonl"
    suffix = ".jsonl"

    def render(self, labelled: LabelledPage) -> bytes:
        """The object, as a line of JSON."""
        return self.render_record(labelled, None)

    def render_record(self, labelled: LabelledPage, fields: dict[str, Any] | None) -> bytes:
        """The object, with date, status and language where the record has them."""
        page = labelled.page
        lines = line_objects(labelled)
        if self.with_source:
            for line, gap in zip(lines, page.gaps.tolist(), strict=True):
                line["gap"] = gap
        return dump_record(
            {
                "id": page.id,
                "url": page.url,
                **{name: fields[name] for name in PROVENANCE if fields is not None and name in fields},
                **(_source_of(page, fields) if self.with_source else {}),
                "view": page.view,
                "model": self.model_version,
                "threshold": round(labelled.threshold, 6),
                "text": self.kept.of(labelled),
                "lines": lines,
            }
        )

    def settings(self) -> dict[str, Any]:
        """Whether the source is written."""
        return {"with-source": self.with_source}

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer that adds what only the record knows, if it is wanted."""
        return _SourceWriter(stream) if self.with_source else super().writer(stream)


def _source_of(page: Page, fields: dict[str, Any] | None) -> dict[str, str]:
    """What a dataset has besides the lines: language, site and collection of the record, and the HTML as text."""
    known = text_fields(fields, *DATASET_FIELDS)
    if (site := site_of_url(page.url)) is not None:
        known.setdefault("site", site)
    if (html := html_text(page)) is not None:
        known["html"] = html
    return known


class _SourceWriter:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, record: Record, rendered: bytes) -> None:
        page: dict[str, Any] = parse_json(rendered)  # type: ignore[assignment]  # what render has written
        page["id"] = page["id"] or str(record.place)
        if record.row is not None:
            page = text_fields(record.row.values(), *DATASET_FIELDS) | page
        self._stream.write(dump_record(page))

    def close(self) -> None:
        pass
