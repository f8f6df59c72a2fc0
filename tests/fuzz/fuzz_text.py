"""Any text: offsets slice back to the lines, and every line is labelled."""

from __future__ import annotations

from bbclf.page import Page
from tests.fuzz.invariants import check_page, fuzz

VIEWS = ("auto", "text", "leftover")


def label_text(data: bytes) -> None:
    """The first byte chooses the view; bytes that are not UTF-8 become lone surrogates."""
    text = data[1:].decode("utf-8", "surrogateescape")
    page = Page.from_text(text, view=VIEWS[sum(data[:1]) % len(VIEWS)])
    assert page.starts is not None
    assert [text[start : start + len(line)] for start, line in zip(page.starts, page.lines, strict=True)] == page.lines
    check_page(page)


if __name__ == "__main__":
    fuzz(label_text)
