"""Kept content as Markdown: CommonMark, with the pipe tables of GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bbclf.html.outline import Block, Run
from bbclf.render.inline import InlineStyle, escape_line_start, inline_markdown
from bbclf.render.outline import runs_of
from bbclf.render.pipe_tables import pipe_table

__all__ = ["outline_markdown"]

_HEADING = re.compile(r"h[1-6]")
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))

_HARD_BREAK = "  "

Lines = list[str]


def outline_markdown(block: Block, style: InlineStyle, blank_before: dict[int, int]) -> str:
    """The Markdown of an outline.

    Parameters
    ----------
    block : Block
    style : InlineStyle
    blank_before : dict of int to int
        Blank lines of ``<pre>`` and between paragraphs that ``<br>`` part (:attr:`bbclf.html.Markup.blank_before`).

    Returns
    -------
    str
        Ends with a newline unless it is empty.
    """
    lines = _joined(_Writer(style, blank_before).chunks(Block("div", children=[block])))
    return "\n".join(lines) + "\n" if lines else ""


class _Writer:
    """Writes blocks as chunks: paragraphs, lists, tables and the like, each some lines of Markdown."""

    def __init__(self, style: InlineStyle, blank_before: dict[int, int]) -> None:
        self._style = style
        self._blank_before = blank_before

    def chunks(self, block: Block) -> list[Lines]:
        """What a block holds."""
        chunks: list[Lines] = []
        previous: Block | None = None
        for is_run, group in groupby(block.children, key=lambda child: isinstance(child, Run)):
            children = list(group)
            if is_run:
                chunks += self._paragraphs([child for child in children if isinstance(child, Run)])
                previous = None
                continue
            for child in children:
                if isinstance(child, Block):
                    after_list = previous is not None and previous.tag in _LISTS
                    chunks += self._block(child, after_list)
                    previous = child
        return chunks

    def _block(self, block: Block, after_list: bool) -> list[Lines]:
        tag = block.tag
        if _HEADING.fullmatch(tag):
            text = " ".join(self._lines(runs_of(block)))
            return [[f"{'#' * int(tag[1])} {_closed_heading(text)}"]] if text else []
        if tag in _LISTS or tag == "li":
            return self._list(block, after_list)
        if tag == "blockquote":
            return _prefixed(self.chunks(block), "> ", "> ")
        if tag in _PREFORMATTED:
            return [self._code(block)]
        if tag == "table":
            return self._table(block)
        return self.chunks(block)

    def _list(self, block: Block, after_list: bool) -> list[Lines]:
        """A list as one chunk; with blank lines between its items if one of them has several paragraphs."""
        is_ordered = block.tag == "ol"
        start = block.attributes.get("start", "1")
        number = int(start) if is_ordered and start.isascii() and start.isdecimal() and len(start) < 9 else 1
        items: list[Lines] = []
        is_tight = True
        contents = [block] if block.tag == "li" else _items(block)
        for item in contents:
            chunks = self.chunks(item)
            if not chunks:
                continue
            mark = (f"{number}) " if after_list else f"{number}. ") if is_ordered else ("* " if after_list else "- ")
            (lines,) = _prefixed(chunks, mark, " " * len(mark), is_tight=_is_tight(chunks, item))
            is_tight = is_tight and "" not in lines
            items.append(lines)
            number += 1
        if not items:
            return []
        return [[line for item in items for line in item] if is_tight else _joined(items)]

    def _table(self, block: Block) -> list[Lines]:
        table = pipe_table(block, lambda cell: " ".join(self._lines(runs_of(cell))))
        if table is None:
            return self.chunks(block)
        blocks = [child for child in block.children if isinstance(child, Block)]
        rows_start = next(number for number, child in enumerate(blocks) if child.tag != "caption")
        above, below = (
            [chunk for child in part if child.tag == "caption" for chunk in self.chunks(child)]
            for part in (blocks[:rows_start], blocks[rows_start:])
        )
        return [*above, table, *below]

    def _code(self, block: Block) -> Lines:
        lines: Lines = []
        for line, runs in groupby(runs_of(block), key=lambda run: run.line):
            if lines:
                lines += [""] * self._blank_before.get(line, 0)
            lines.append("".join(run.text for run in runs if not run.is_image).rstrip())
        longest = max((len(ticks) for line in lines for ticks in re.findall("`+", line)), default=0)
        fence = "`" * max(3, longest + 1)
        return [fence + block.attributes.get("language", ""), *lines, fence]

    def _paragraphs(self, runs: Sequence[Run]) -> list[Lines]:
        paragraphs: list[Lines] = []
        for number, of_line in groupby(runs, key=lambda run: run.line):
            text = escape_line_start(inline_markdown(of_line, self._style))
            if not text:
                continue
            if paragraphs and not self._blank_before.get(number):
                paragraphs[-1][-1] += _HARD_BREAK
                paragraphs[-1].append(text)
            else:
                paragraphs.append([text])
        return paragraphs

    def _lines(self, runs: Iterator[Run]) -> Iterator[str]:
        for _, of_line in groupby(runs, key=lambda run: run.line):
            if text := inline_markdown(of_line, self._style):
                yield text


def _items(block: Block) -> Iterator[Block]:
    """The items of a list; what stands between them is an item as well."""
    for is_item, group in groupby(block.children, key=lambda child: isinstance(child, Block) and child.tag == "li"):
        if is_item:
            yield from (child for child in group if isinstance(child, Block))
        else:
            yield Block("li", children=list(group))


def _is_tight(chunks: list[Lines], item: Block) -> bool:
    """Whether an item is one paragraph, with at most a list after it."""
    blocks = [child for child in item.children if isinstance(child, Block)]
    return len(chunks) <= 2 and all(child.tag in _LISTS for child in blocks[-1:] if len(chunks) == 2)


def _prefixed(chunks: list[Lines], first: str, others: str, is_tight: bool = False) -> list[Lines]:
    """The chunks as one, each line with a prefix."""
    lines = [line for chunk in chunks for line in chunk] if is_tight else _joined(chunks)
    prefixed = [(others if number else first) + line if line else others.rstrip() for number, line in enumerate(lines)]
    return [prefixed] if prefixed else []


def _joined(chunks: list[Lines]) -> Lines:
    lines: Lines = []
    for chunk in chunks:
        if lines:
            lines.append("")
        lines += chunk
    return lines


def _closed_heading(text: str) -> str:
    """Number signs at the end of a heading would be left out."""
    return re.sub(r"(?<=\s)(#+)$|^(#+)$", r"\\\g<0>", text)
