"""Labelled pages to bytes, one page at a time: what a worker process gives back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bbclf.files.jsonl import dump_record
from bbclf.io.formats import Keep, OutputFormat
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.page import LabelledPage
from bbclf.render.report import page_section
from bbclf.strip import strip_markup

__all__ = ["Renderer"]

ATTRIBUTE = "bbclf__line__p_boilerplate"
"""Dolma's name for a tagger's output: experiment, tagger, kind of span."""

_KEPT_LABEL = {Keep.CONTENT: CONTENT, Keep.BOILERPLATE: BOILERPLATE, Keep.ALL: None}
_MARKS = {CONTENT: "+ ", BOILERPLATE: "- "}


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders labelled pages in one format.

    Attributes
    ----------
    format : OutputFormat
        ``record`` and ``parquet`` are given the kept text, which their writers put into the input's record.
    keep : Keep
        The lines that make up the kept text. ``text`` with ``all`` marks each line ``+`` or ``-``.
    model_version : str
        Written beside the labels of ``jsonl``.
    strip_markup : bool
        The kept text is without residue of markup; lines and their labels, and with them ``attributes`` and
        ``html``, stay as they are.
    """

    format: OutputFormat
    keep: Keep
    model_version: str
    strip_markup: bool = False

    def render(self, labelled: LabelledPage) -> bytes:
        """The bytes of one page, UTF-8, ended by a newline where the format has lines."""
        if self.format == OutputFormat.JSONL:
            return dump_record(self._jsonl(labelled))
        if self.format == OutputFormat.ATTRIBUTES:
            return dump_record(_attributes(labelled))
        if self.format == OutputFormat.HTML:
            return _utf8(page_section(labelled))
        if self.format == OutputFormat.TEXT:
            return _utf8(self._text(labelled))
        return _utf8(self._kept(labelled))

    def _kept(self, labelled: LabelledPage) -> str:
        label = _KEPT_LABEL[self.keep]
        return labelled.stripped_text(label) if self.strip_markup else labelled.kept(label)

    def _text(self, labelled: LabelledPage) -> str:
        if self.keep == Keep.ALL:
            return "".join(f"{mark}{text}\n" for mark, text in self._marked_lines(labelled))
        text = self._kept(labelled)
        return text + "\n" if text else ""

    def _marked_lines(self, labelled: LabelledPage) -> Iterator[tuple[str, str]]:
        for line in labelled.lines:
            text = strip_markup(line.text) if self.strip_markup else line.text
            if text:
                yield _MARKS[line.label], text

    def _jsonl(self, labelled: LabelledPage) -> dict[str, Any]:
        page = labelled.page
        return {
            "id": page.id,
            "url": page.url,
            "view": page.view,
            "model": self.model_version,
            "threshold": round(labelled.threshold, 6),
            "text": self._kept(labelled),
            "lines": [{**line._asdict(), "p_boilerplate": round(line.p_boilerplate, 6)} for line in labelled.lines],
        }


def _attributes(labelled: LabelledPage) -> dict[str, Any]:
    """Dolma's attributes: ``[start, end, score]`` of every line; HTML has no offsets and so no spans."""
    spans = [[line.start, line.end, round(line.p_boilerplate, 6)] for line in labelled.lines if line.start is not None]
    return {"id": labelled.page.id, "attributes": {ATTRIBUTE: spans}}


def _utf8(text: str) -> bytes:
    """UTF-8, lone surrogates replaced by ``?``: no file of text can hold them."""
    return text.encode("utf-8", "replace")
