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
        self._add_children(block, chunks)
        return chunks

    def _add_children(self, block: Block, chunks: list[Lines]) -> None:
        for is_block, group in groupby(block.children, key=lambda child: isinstance(child, Block)):
            if is_block:
                for child in group:
                    if isinstance(child, Block):
                        self._add_block(child, chunks)
            else:
                chunks += self._paragraphs([child for child in group if isinstance(child, Run)])

    def _add_block(self, block: Block, chunks: list[Lines]) -> None:
        tag = block.tag
        if _HEADING.fullmatch(tag):
            text = " ".join(self._lines(runs_of(block)))
            if text:
                chunks.append([f"{'#' * int(tag[1])} {_closed_heading(text)}"])
        elif tag in _LISTS or tag == "li":
            chunks += self._list(block, chunks[-1][0] if chunks else "")
        elif tag == "blockquote":
            chunks += _prefixed(self.chunks(block), "> ", "> ")
        elif tag in _PREFORMATTED:
            chunks.append(self._code(block))
        elif tag == "table" and (table := self._table(block)) is not None:
            chunks += table
        else:
            self._add_children(block, chunks)

    def _list(self, block: Block, line_before: str) -> list[Lines]:
        """A list as one chunk, its marks other than those of a list before it.

        There are blank lines between its items if one of them has several paragraphs.
        """
        is_ordered = block.tag == "ol"
        start = block.attributes.get("start", "1")
        number = int(start) if is_ordered and start.isascii() and start.isdecimal() and len(start) < 9 else 1
        bullet = "*" if line_before.startswith("- ") else "-"
        end_of_number = ")" if re.match(r"\d+\. ", line_before) else "."
        items: list[Lines] = []
        for item in [block] if block.tag == "li" else _items(block):
            chunks = self.chunks(item)
            mark = f"{number}{end_of_number} " if is_ordered else f"{bullet} "
            items += _prefixed(chunks, mark, " " * len(mark), is_tight=_is_tight(chunks, item))
            number += bool(chunks)
        if any("" in lines for lines in items):
            return [_joined(items)]
        return [[line for lines in items for line in lines]] if items else []

    def _table(self, block: Block) -> list[Lines] | None:
        table = pipe_table(block, lambda cell: " ".join(self._lines(runs_of(cell))))
        if table is None:
            return None
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


def _items(block: Block) -> list[Block]:
    """The items of a list.

    A list directly inside it belongs to the item before, or is taken as part of it if there is none; other text and
    blocks are items as well.
    """
    items: list[Block] = []
    for child in block.children:
        if isinstance(child, Block) and child.tag == "li":
            items.append(child)
        elif not isinstance(child, Block) or child.tag not in _LISTS:
            items.append(Block("li", children=[child]))
        elif items:
            items[-1] = Block("li", children=[*items[-1].children, child])
        else:
            items += _items(child)
    return items


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
