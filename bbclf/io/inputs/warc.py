"""The pages of a WARC, and the texts of a WET: one format with two kinds of record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from bbclf.charset import decode
from bbclf.errors import InputError, MissingDependencyError
from bbclf.io.inputs.base import InputFormat, Reading
from bbclf.io.inputs.warc_blocks import MAX_HEADER_BYTES, warc_blocks
from bbclf.io.items import Body, Place, Record, Rejected, Skipped, Source, too_long

__all__ = ["Warc"]

_TYPE = re.compile(rb"^WARC-Type:[ \t]*([a-z]+)", re.IGNORECASE | re.MULTILINE)
_PAGE_TYPES = (b"response", b"resource", b"conversion")
_HTML_MEDIA_TYPES = ("text/html", "application/xhtml+xml")


class Warc(InputFormat):
    """HTML and text of ``response`` and ``resource`` records, texts of ``conversion`` records."""

    name = "warc"
    suffixes = (".warc", ".wet")
    signature = b"WARC/"

    def read(
        self, stream: io.BufferedReader, source: Source, reading: Reading
    ) -> Iterator[Record | Rejected | Skipped]:
        """Read the records that are pages; places number all records of the file from 1.

        Skipped are responses that are neither HTML nor text. Rejected are records whose page is too long once decoded.
        """
        try:
            import fastwarc  # noqa: F401 - reported here once, before the first record
        except ImportError as error:
            raise MissingDependencyError("fastwarc", "warc") from error
        in_damage = False  # one stretch of damage may fail in several ways, and is one rejected record
        for number, block in enumerate(warc_blocks(stream, reading.max_bytes), start=1):
            place = Place(source.path, number)
            if isinstance(block, InputError):
                if not in_damage:
                    yield Rejected(place, block.message)
                in_damage = True
                continue
            in_damage = False
            kind = _TYPE.search(block, 0, MAX_HEADER_BYTES)
            if kind is not None and kind.group(1).lower() in _PAGE_TYPES:
                yield _page(block, place, reading.max_bytes)


def _page(block: bytes, place: Place, max_bytes: int) -> Record | Rejected | Skipped:
    """The page in one whole WARC record."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        record = next(iter(ArchiveIterator(io.BytesIO(block), auto_decode="all")))
        content = record.reader.read(max_bytes + 1)  # decoded, which may be a thousand times as much
    except (OSError, ValueError, StopIteration) as error:
        return Rejected(place, f"damaged WARC record: {error}")
    if len(content) > max_bytes:
        return Rejected(place, too_long("this record, decoded,", max_bytes).message)
    url = record.headers.get("WARC-Target-URI")
    if record.record_type == WarcRecordType.conversion:
        return Record(place, Body(decode(content).text, "text", record.record_id, url))
    media_type = record.http_content_type or (record.headers.get("Content-Type") or "").partition(";")[0]
    if media_type in _HTML_MEDIA_TYPES:
        return Record(place, Body(content, "html", record.record_id, url))
    if media_type == "text/plain":
        return Record(place, Body(decode(content).text, "auto", record.record_id, url))
    return Skipped(place)
