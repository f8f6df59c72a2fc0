"""From the text of a page to its lines, and what is counted in each."""

from __future__ import annotations

from bbclf.html.blocks import Blocks
from bbclf.html.tags import TEXT

__all__ = ["Lines"]


class Lines(Blocks):
    """The lines of a page and their columns, while it is read."""

    __slots__ = (
        "blank_before", "buffer", "emphasis_chars", "emphasis_depth", "ended", "indents", "inline_attributes", "lines",
        "link_chars", "link_depth", "n_blank", "n_images", "n_links", "n_tags", "of_line", "pre_depth", "words",
    )  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.indents: dict[int, str] = {}
        self.blank_before: dict[int, int] = {}
        self.inline_attributes: list[str] = []
        # For each line: its block, and how much of each count there has been up to its end.
        self.of_line: list[int] = []
        # The line that is being read.
        self.buffer: list[str] = []
        self.words: list[str] = []
        # Line ends with nothing before them since the line before.
        self.n_blank = 0
        # Counts since the page began.
        self.n_tags = self.link_chars = self.emphasis_chars = self.n_links = self.n_images = 0
        self.link_depth = self.emphasis_depth = self.pre_depth = 0
        # The kind of the element that ended last, as long as no text has come since.
        self.ended = TEXT

    def read_text(self, text: str) -> None:
        if self.pre_depth:
            self.read_preformatted(text)
            return
        self.ended = TEXT
        self.buffer.append(text)
        if self.link_depth or self.emphasis_depth:
            n_chars = len(" ".join(text.split()))
            if self.link_depth:
                self.link_chars += n_chars
            if self.emphasis_depth:
                self.emphasis_chars += n_chars

    def read_preformatted(self, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.end_line()
            self.buffer.append(line)
            self.link_chars += len(line) * (self.link_depth > 0)

    def end_line(self) -> None:
        """Make a line of what has been read since the last one ended."""
        if not self.buffer:
            return
        joined = "".join(self.buffer)
        self.buffer.clear()
        line = joined.strip() if self.pre_depth else " ".join(joined.split())
        if not line:
            self.n_blank += self.pre_depth > 0
            return
        if self.n_blank:
            self.blank_before[len(self.lines)] = self.n_blank
            self.n_blank = 0
        if self.pre_depth and joined[0].isspace():
            self.indents[len(self.lines)] = joined[: len(joined) - len(joined.lstrip())]
        if len(self.numbers) < len(self.open_blocks):
            self.number_blocks(len(self.lines))
        self.lines.append(line)
        self.of_line += (self.numbers[-1], self.link_chars, self.emphasis_chars, self.n_links, self.n_images)
        self.inline_attributes.append(" ".join(self.words))
        self.words.clear()
