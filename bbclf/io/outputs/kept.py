"""Which lines of a page are kept, and how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bbclf.labels import BOILERPLATE, CONTENT

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

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
        The text is without residue of markup; lines that are shown with their labels stay as they are.
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

    def markdown_of(self, labelled: LabelledPage) -> str:
        """The kept part of a page as Markdown."""
        return labelled.markdown(self.links, label=_LABEL_OF[self.keep], headline=self.headline, comments=self.comments)

    def html_of(self, labelled: LabelledPage) -> str:
        """The kept part of a page as HTML."""
        return labelled.html(label=_LABEL_OF[self.keep], headline=self.headline, comments=self.comments)
