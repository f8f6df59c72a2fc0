"""A file of HTML that is one page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from bbclf.io.bodies import Body
from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.inputs.plain import read_whole
from bbclf.io.items import Place, Record, Source

__all__ = ["Html"]

_START = re.compile(
    rb"<(?:!--|\?xml\s|(?:!doctype html|html|head|body|title|meta|link|base|script|style|iframe|h1|div|p|a|b|br|font"
    rb"|table|main|article|section|header|nav)[\s/>])"
)
"""What the WHATWG MIME Sniffing Standard takes for HTML, and elements that fragments begin with."""


class Html(InputFormat):
    """HTML in any charset."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def looks_like(self, start: bytes) -> bool:
        """Whether it begins with a doctype, a comment or an element that pages begin with."""
        return _START.match(start) is not None

    def read(self, stream: io.BufferedReader, source: Source, reading: Reading) -> Iterator[Record]:
        """Read the file as one page; its bytes are decoded where the page is made."""
        yield Record(Place(source.path), Body(read_whole(stream, reading.max_bytes), "html", source.relative))
