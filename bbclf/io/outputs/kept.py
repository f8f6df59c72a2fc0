"""Which lines of a page are kept, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.strip import strip_markup

if TYPE_CHECKING:
    from bbclf.page import LabelledLine, LabelledPage

__all__ = ["Keep", "KeptText"]

Keep = Literal["content", "boilerplate", "all"]

_LABEL_OF: dict[Keep, str | None] = {"content": CONTENT, "boilerplate": BOILERPLATE, "all": None}


@dataclass(frozen=True, slots=True)
class KeptText:
    """How the kept part of a page is made.

    Attributes
    ----------
    keep : {"content", "boilerplate", "all"}
    strip_markup : bool
        The text is without residue of markup, and without lines that hold nothing else. Records of single lines have
        them as they are.
    headline, comments, links : bool
        The page's headline and the comments of readers are kept; Markdown has links.
    """

    keep: Keep = "content"
    strip_markup: bool = False
    headline: bool = True
    comments: bool = False
    links: bool = False

    def of(self, labelled: LabelledPage) -> str:
        """The kept text of a page."""
        label = _LABEL_OF[self.keep]
        if self.strip_markup:
            return labelled.stripped_text(label, self.headline, self.comments)
        return labelled.kept(label, self.headline, self.comments)

    def lines_of(self, labelled: LabelledPage) -> Iterator[LabelledLine]:
        """All lines of a page, to be shown with their labels."""
        for line in labelled.lines:
            text = strip_markup(line.text) if self.strip_markup else line.text
            if text:
                yield line._replace(text=text)

    def markdown_of(self, labelled: LabelledPage) -> str:
        """The kept part of a page as Markdown."""
        return labelled.markdown(self.links, label=_LABEL_OF[self.keep], headline=self.headline, comments=self.comments)

    def html_of(self, labelled: LabelledPage) -> str:
        """The kept part of a page as HTML."""
        return labelled.html(label=_LABEL_OF[self.keep], headline=self.headline, comments=self.comments)
