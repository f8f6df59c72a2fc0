"""Every line of a page with its label, probability and offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from bbclf.files.jsonl import dump_record, parse_json
from bbclf.io.items import Record
from bbclf.io.outputs.base import OutputFormat, PageWriter
from bbclf.io.source import html_of, id_of, text_fields
from bbclf.site import site_of_url

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

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
        page = labelled.page
        lines = [{**line._asdict(), "p_boilerplate": round(line.p_boilerplate, 6)} for line in labelled.lines]
        if self.with_source:
            for line, gap in zip(lines, page.gaps.tolist(), strict=True):
                line["gap"] = gap
        return dump_record(
            {
                "id": page.id,
                "url": page.url,
                "view": page.view,
                "model": self.model_version,
                "threshold": round(labelled.threshold, 6),
                "text": self.kept.of(labelled),
                "lines": lines,
            }
        )

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer that adds what only the record knows, if it is wanted."""
        return _SourceWriter(stream) if self.with_source else super().writer(stream)


class _SourceWriter:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, record: Record, rendered: bytes) -> None:
        page: dict[str, Any] = parse_json(rendered)  # type: ignore[assignment]  # what render has written
        known = text_fields(record, "lang", "site", "source")
        site = site_of_url(record.body.url)
        if site is not None:
            known.setdefault("site", site)
        html = html_of(record)
        lines = page.pop("lines")
        page |= {"id": id_of(record), **known}
        if html is not None:
            page["html"] = html
        self._stream.write(dump_record({**page, "lines": lines}))

    def close(self) -> None:
        pass
