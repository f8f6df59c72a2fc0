"""The files that the documents' code blocks read: those of a clone, and a small crawl of the sample pages."""

from __future__ import annotations

import gzip
import json
import shutil
from importlib.util import find_spec
from pathlib import Path

from training import ROOT

__all__ = ["make_reader_folder"]

HTML_PAGES = ("english-blog", "english-forum")


def make_reader_folder(folder: Path) -> None:
    """Fill a folder with what the documents' blocks read.

    Parameters
    ----------
    folder : Path
        An empty folder. It gets ``data/`` as in a clone, ``crawl/pages.warc.gz`` and ``pages.jsonl`` of the sample
        pages of HTML, and, where pyarrow is installed, ``pages.parquet`` of the same records.
    """
    shutil.copytree(ROOT / "data", folder / "data")
    pages = {name: (ROOT / "data" / "demo" / f"{name}.html").read_text("utf-8") for name in HTML_PAGES}
    records = [
        {"id": name, "url": f"https://example.org/{name}", "html": html, "source": "demo"}
        for name, html in pages.items()
    ]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    (folder / "pages.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "crawl").mkdir()
    responses = [_warc_response(record["url"], record["html"]) for record in records]
    (folder / "crawl" / "pages.warc.gz").write_bytes(b"".join(map(gzip.compress, responses)))
    if find_spec("pyarrow") is not None:
        from pyarrow import Table
        from pyarrow.parquet import write_table

        write_table(Table.from_pylist(records), folder / "pages.parquet")


def _warc_response(url: str, html: str) -> bytes:
    """A response record of WARC 1.0."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{url.rpartition('/')[2]}>\r\n"
    head += "WARC-Date: 2026-11-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    head += f"WARC-Target-URI: {url}\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"
