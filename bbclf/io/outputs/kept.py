"""Which lines of a page make up the kept text, and whether residue of markup is taken out of them."""

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
    """How the kept text is made.

    Attributes
    ----------
    keep : {"content", "boilerplate", "all"}
    strip_markup : bool
        The text is without residue of markup; lines that are shown with their labels stay as they are.
    """

    keep: Keep = "content"
    strip_markup: bool = False

    def of(self, labelled: LabelledPage) -> str:
        """The kept text of a page."""
        label = _LABEL_OF[self.keep]
        return labelled.stripped_text(label) if self.strip_markup else labelled.kept(label)
