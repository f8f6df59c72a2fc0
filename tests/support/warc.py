"""Records of a crawl."""

from __future__ import annotations

__all__ = ["html_page", "warc_record"]


def warc_record(
    number: int, content: bytes, kind: str = "response", media_type: str = "text/html", headers: str = ""
) -> bytes:
    """A record, with the HTTP response around its content if it is one."""
    if kind == "response":
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n{headers}Content-Length: {len(content)}\r\n\r\n"
        content = head.encode() + content
        media_type = "application/http; msgtype=response"
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nContent-Type: {media_type}\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return header.encode() + content + b"\r\n\r\n"


def html_page(number: int) -> bytes:
    """A page whose bytes do not compress to next to nothing."""
    words = " ".join(str(number * i) for i in range(200))
    return f"<p>Page {number}: {words}</p>".encode()
