"""Any text: offsets slice back to the lines, every line is labelled, and all of it comes back.

Each byte of an input stands for a piece of text or for itself, so that code, tables, lists, residue of markup and line
ends of all kinds meet each other more often than in random bytes.
"""

from __future__ import annotations

from bbclf.page import Page
from tests.fuzz.invariants import check_page, fuzz

VIEWS = ("auto", "text", "leftover")
PIECES = [
    b"\n", b"\r\n", b"\r", b"\n\n", b"\x0b", b"\x0c", "\u2028".encode(), "\x85".encode(), b"\t", b"    ", b" ",
    "\u00a0".encode(), "\u3000".encode(), "\u200b".encode(), "\ufeff".encode(), "\u200f".encode(),
    b"```\n", b"~~~\n", b"````\n", b"    code\n", b"| a | b |\n", b"|---|---|\n", b"+---+\n", b"- item\n",
    b"  - inner\n", b"1. one\n", b"* * *\n", b"> quote\n", b"# Head\n", b"===\n", b"---\n", b"<div>", b"</div>",
    b'[gallery ids="1"]', b"[/gallery]", b"[[x]]", b"{{ a }}", b"{% if %}", b"{name}", b"<!--", b"-->", b"&nbsp;",
    b"&amp;", b"Share this:", b"Tags: a, b", b"Home | About", b"It rained all night. ", b"(c) 2024",
    "Уехали домой. ".encode(), "昨夜大雨。".encode(), "قرأ أيضا: ".encode(), "\u0e1d\u0e19\u0e15\u0e01".encode(),
    b"\xff", b"\xed\xa0\x80", b"x" * 3_000, b"- " * 300,
]  # fmt: skip


def built(data: bytes) -> bytes:
    """The text that the bytes of an input stand for."""
    return b"".join(PIECES[byte] if byte < len(PIECES) else bytes([byte]) for byte in data)


def label_text(data: bytes) -> None:
    """The first byte chooses the view, and whether pieces are meant; what is not UTF-8 becomes lone surrogates."""
    choice = sum(data[:1])
    text = (built(data[1:]) if choice % 2 else data[1:]).decode("utf-8", "surrogateescape")
    page = Page.from_text(text, view=VIEWS[choice % len(VIEWS)])
    assert page.starts is not None
    assert [text[start : start + len(line)] for start, line in zip(page.starts, page.lines, strict=True)] == page.lines
    check_page(page)


if __name__ == "__main__":
    fuzz(label_text)
