"""What a CommonMark parser reads in Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["markdown_html", "markdown_text"]

_PARSER = MarkdownIt("commonmark").enable("table")


def markdown_html(markdown: str) -> str:
    """The HTML that Markdown stands for."""
    rendered: str = _PARSER.render(markdown)
    return rendered


def markdown_text(markdown: str) -> str:
    """The text in Markdown, without marks and white space; HTML in it is shown as ``[HTML ...]``."""
    return "".join("".join(_texts(_PARSER.parse(markdown))).split())


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("html_block", "html_inline"):
            yield f"[HTML {token.content}]"
        elif token.type == "image":
            continue
        elif token.children:
            yield from _texts(token.children)
        elif token.type in ("text", "code_inline", "fence", "code_block"):
            yield token.content
