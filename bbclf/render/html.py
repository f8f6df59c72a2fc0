"""Kept content as HTML that is safe to put into a page of one's own.

Nothing is copied from the page but text and checked addresses: the elements are written anew, and only those of a list.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from bbclf.html.outline import Block, Inline, Run
from bbclf.render.urls import safe_url

__all__ = ["outline_html", "text_html"]

_BLOCK_TAGS = frozenset(
    ("article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
     "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
"""Blocks that are written as such. All others, such as forms and buttons, are written as ``<div>``."""

_RENAMED = {
    "dir": "ul",
    "menu": "ul",
    "listing": "pre",
    "xmp": "pre",
    "plaintext": "pre",
    "strike": "s",
    "tt": "code",
}
"""Obsolete elements, and those that HTML has in place of them."""

_NUMBERS = {"ol": ("start",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan")}
"""Attributes of blocks that are written if they are numbers."""


def outline_html(block: Block, blank_before: dict[int, int]) -> str:
    """The elements of an outline.

    Parameters
    ----------
    block : Block
    blank_before : dict of int to int
        Blank lines of ``<pre>`` (:attr:`bbclf.html.Markup.blank_before`).

    Returns
    -------
    str
        HTML; lines of one block are separated by ``<br>``.
    """
    writer = _Writer(blank_before)
    writer.write_block(block)
    return "".join(writer.pieces)


def text_html(text: str) -> str:
    """Text as paragraphs, separated in it by blank lines; their lines are separated by ``<br>``."""
    paragraphs: list[list[str]] = [[]]
    for line in map(str.strip, text.splitlines()):
        if line:
            paragraphs[-1].append(escape(line, quote=False))
        elif paragraphs[-1]:
            paragraphs.append([])
    return "".join(f"<p>{'<br>'.join(lines)}</p>\n" for lines in paragraphs if lines)


class _OpenInline(NamedTuple):
    """An inline element as it is written; its number tells elements of one page apart."""

    tag: str
    start: str
    number: int


class _Writer:
    """Writes blocks one after another.

    Attributes
    ----------
    pieces : list of str
        What has been written.
    """

    def __init__(self, blank_before: dict[int, int]) -> None:
        self.pieces: list[str] = []
        self._blank_before = blank_before
        self._open: list[_OpenInline] = []
        self._line = -1

    def write_block(self, block: Block) -> None:
        tag = _RENAMED.get(block.tag, block.tag)
        tag = tag if tag in _BLOCK_TAGS else "div"
        if block.n_empty_before:
            columns = f' colspan="{block.n_empty_before}"' if block.n_empty_before > 1 else ""
            self.pieces.append(f"<{tag}{columns}></{tag}>")
        self.pieces.append(f"<{tag}{_numbers(block)}>")
        for child in block.children:
            if isinstance(child, Run):
                self._write_run(child, preformatted=tag == "pre")
            else:
                self._end_inline()
                self.write_block(child)
        self._end_inline()
        self.pieces.append(f"</{tag}>" if tag in ("td", "th") else f"</{tag}>\n")

    def _write_run(self, run: Run, preformatted: bool) -> None:
        elements = [tag for element in run.inline if (tag := _tag(element))]
        n_same = 0
        while n_same < min(len(elements), len(self._open)) and elements[n_same] == self._open[n_same]:
            n_same += 1
        self._close_inline(n_same)
        if self._line not in (-1, run.line):
            self.pieces.append(("\n" if preformatted else "<br>") * (1 + self._blank_before.get(run.line, 0)))
        self._line = run.line
        self.pieces += (element.start for element in elements[n_same:])
        self._open += elements[n_same:]
        if not run.is_image:
            self.pieces.append(escape(run.text, quote=False))
        elif (url := safe_url(run.inline[-1].attributes.get("src", ""))) is not None:
            self.pieces.append(f'<img src="{escape(url)}" alt="{escape(run.text)}">')

    def _end_inline(self) -> None:
        """End the text that is directly in a block."""
        self._close_inline(0)
        self._line = -1

    def _close_inline(self, n_kept: int) -> None:
        self.pieces += (f"</{element.tag}>" for element in reversed(self._open[n_kept:]))
        del self._open[n_kept:]


def _tag(element: Inline) -> _OpenInline | None:
    """How an inline element is written; None if it is not: an image, or a link that leads nowhere safe."""
    tag = _RENAMED.get(element.tag, element.tag)
    if tag == "img":
        return None
    if tag != "a":
        return _OpenInline(tag, f"<{tag}>", element.number)
    url = safe_url(element.attributes.get("href", ""))
    return None if url is None else _OpenInline(tag, f'<a href="{escape(url)}">', element.number)


def _numbers(block: Block) -> str:
    values = ((name, block.attributes.get(name, "")) for name in _NUMBERS.get(block.tag, ()))
    return "".join(f' {name}="{value}"' for name, value in values if value.isascii() and value.isdecimal())
