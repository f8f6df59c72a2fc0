"""The pages of a WARC, and the texts of a WET: one format with two kinds of record."""

from __future__ import annotations

import io
from collections.abc import Iterator

from bbclf.charset import decode
from bbclf.errors import InputError, MissingDependencyError
from bbclf.io.bodies import Body
from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.inputs.html import Html
from bbclf.io.inputs.warc_blocks import WarcBlock, warc_blocks
from bbclf.io.inputs.warc_fields import media_type_of
from bbclf.io.inputs.warc_http import HttpResponse, decoded_body, read_response
from bbclf.io.items import Place, Record, Rejected, Skipped, Source
from bbclf.io.starts import SNIFFED_BYTES, is_binary, text_start
from bbclf.view import ViewChoice

__all__ = ["Warc"]

_VIEW_OF_MEDIA_TYPE: dict[str, ViewChoice] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "auto",
}


class Warc(InputFormat):
    """HTML and text of ``response`` and ``resource`` records, texts of ``conversion`` records."""

    name = "warc"
    suffixes = (".warc", ".wet")
    signature = b"WARC/"

    def read(
        self, stream: io.BufferedReader, source: Source, reading: Reading
    ) -> Iterator[Record | Rejected | Skipped]:
        """Read the records that are pages; places number all records of the file from 1.

        Skipped are records of other types, responses that are neither HTML nor text, and those without success unless
        `reading` asks for them. Rejected are damaged records, and those whose page is too long once decoded.
        """
        try:
            import fastwarc  # noqa: F401 - reported here once, before the first record
        except ImportError as error:
            raise MissingDependencyError("fastwarc", "warc") from error
        in_damage = False  # one stretch of damage may fail in several ways, and is one rejected record
        for number, block in enumerate(warc_blocks(stream, reading.max_bytes), start=1):
            place = Place(source.path, number)
            if isinstance(block, WarcBlock):
                in_damage = False
                try:
                    yield _item(block, place, reading)
                except InputError as error:
                    yield Rejected(place, error.message)
            elif not in_damage:
                yield Rejected(place, block.message)
                in_damage = True


def _item(block: WarcBlock, place: Place, reading: Reading) -> Record | Skipped:
    """The page in a WARC record, or what it is instead.

    Raises
    ------
    InputError
        The page cannot be decoded, or is too long.
    """
    kind = block.headers.get("warc-type", "").lower()
    if kind == "conversion":
        return _record(block, place, block.content, "text" if reading.view == "auto" else reading.view, None)
    if kind == "resource":
        media_type = media_type_of(block.headers.get("content-type", ""))
        response = HttpResponse(None, media_type, None, block.content, {})
    elif kind == "response":
        response = read_response(block.content)
        media_type = response.media_type or media_type_of(block.headers.get("warc-identified-payload-type", ""))
    else:
        return Skipped(place, f"{kind or 'untyped'} record")
    if response.status is not None and response.status // 100 != 2 and not reading.any_status:
        return Skipped(place, f"status {response.status}")
    if media_type and media_type not in _VIEW_OF_MEDIA_TYPE:
        return Skipped(place, media_type)
    body = decoded_body(response, reading.max_bytes)
    view = _VIEW_OF_MEDIA_TYPE[media_type] if media_type else _view_of(body)
    if view == "auto":
        view = reading.view
    return Skipped(place, "binary content") if view is None else _record(block, place, body, view, response)


def _view_of(body: bytes) -> ViewChoice | None:
    """How a body without a media type is read, None if it is no page."""
    start = body[:SNIFFED_BYTES]
    if is_binary(start):
        return None
    return "html" if Html().looks_like(text_start(start)) else "auto"


def _record(block: WarcBlock, place: Place, body: bytes, view: ViewChoice, response: HttpResponse | None) -> Record:
    """A page, with what the crawl knows of it."""
    known = {
        "date": block.headers.get("warc-date"),
        "status": None if response is None else response.status,
        "language": block.headers.get("warc-identified-content-language"),
    }
    details = tuple((name, value) for name, value in known.items() if value is not None)
    charset = None if response is None else response.charset
    content = body if view == "html" else decode(body, charset).text
    id, url = block.headers.get("warc-record-id"), block.headers.get("warc-target-uri")
    return Record(place, Body(content, view, id, url, charset, details))
