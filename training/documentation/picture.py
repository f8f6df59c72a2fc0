"""The picture of the README: two sample pages, what is kept and what is dropped: ``docs/picture.svg``.

``python -m training.documentation.picture`` draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple
from unicodedata import bidirectional

from rich.cells import cell_len, set_cell_size

from bbclf import LabelledLine, LineClassifier, Page
from bbclf.labels import CONTENT
from training import ROOT

__all__ = ["PICTURE", "draw_picture"]

PICTURE = ROOT / "docs" / "picture.svg"

WIDTH, LINE_HEIGHT, HEAD, MARGIN = 960, 21, 56, 16
"""Pixels."""

N_COLUMNS = 58
"""Columns of a terminal that a line may have in its half; longer lines are cut."""

FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'DejaVu Sans', sans-serif"
STYLE = f"""\
text {{ font: 13.5px {FONT}; fill: #1a1f26; }}
.head {{ font-weight: 700; font-size: 15px; }}
.note {{ fill: #57606a; font-size: 12.5px; }}
.dropped {{ fill: #a04048; text-decoration: line-through; }}
.band {{ fill: #e6f4ea; }}
.mark {{ font-weight: 700; fill: #1a7f37; }}
.mark.off {{ fill: #cf222e; }}
"""


class Half(NamedTuple):
    """One page of the picture.

    Attributes
    ----------
    file : str
        Of ``data/demo``.
    head, note : str
    first, last : int
        Lines that are shown, `last` excluded.
    right_to_left : bool
        Whether the page is read from right to left.
    """

    file: str
    head: str
    note: str
    first: int
    last: int
    right_to_left: bool


HALVES = (
    Half("english-blog.html", "HTML of a blog", "what a scraper fetched", 7, 24, False),
    Half("arabic-news.txt", "Text of an Arabic newspaper", "what an extractor left", 0, 17, True),
)


def draw_picture(classifier: LineClassifier) -> str:
    """The picture as SVG, with the labels of a model.

    Parameters
    ----------
    classifier : LineClassifier

    Returns
    -------
    str
    """
    height = HEAD + max(half.last - half.first for half in HALVES) * LINE_HEIGHT + MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        ' role="img" aria-label="Two web pages, line by line: content is kept, boilerplate is crossed out">',
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#fff" stroke="#d0d7de"/>',
        f'<line x1="{WIDTH // 2}" y1="0" x2="{WIDTH // 2}" y2="{height}" stroke="#d0d7de"/>',
    ]
    for number, half in enumerate(HALVES):
        left = number * WIDTH // 2
        parts.append(f'<text class="head" x="{left + MARGIN}" y="24">{half.head}</text>')
        parts.append(f'<text class="note" x="{left + MARGIN}" y="42">{half.note}</text>')
        lines = classifier.label(_read(half)).lines[half.first : half.last]
        parts += _rows(lines, left, half.right_to_left)
    return "\n".join([*parts, "</svg>\n"])


def _read(half: Half) -> Page:
    path = ROOT / "data" / "demo" / half.file
    return Page.from_html(path.read_bytes()) if path.suffix == ".html" else Page.from_text(path.read_text("utf-8"))


def _rows(lines: Sequence[LabelledLine], left: int, right_to_left: bool) -> list[str]:
    parts = []
    width = WIDTH // 2
    edge = left + width - MARGIN if right_to_left else left + MARGIN
    inwards = -20 if right_to_left else 20
    anchor = ' text-anchor="end"' if right_to_left else ""
    for row, line in enumerate(lines):
        top = HEAD + row * LINE_HEIGHT
        base = top + 15
        kept = line.label == CONTENT
        if kept:
            parts.append(f'<rect class="band" x="{left + 6}" y="{top}" width="{width - 12}" height="{LINE_HEIGHT}"/>')
        parts.append(
            f'<text class="mark{"" if kept else " off"}" x="{edge}" y="{base}"{anchor}>{"+-"[not kept]}</text>'
        )
        style = "" if kept else ' class="dropped"'
        direction = ' direction="rtl"' if _is_right_to_left(line.text) else anchor
        parts.append(f'<text{style} x="{edge + inwards}" y="{base}"{direction}>{escape(_cut(line.text))}</text>')
    return parts


def _is_right_to_left(text: str) -> bool:
    return any(bidirectional(character) in ("R", "AL") for character in text)


def _cut(text: str) -> str:
    return text if cell_len(text) <= N_COLUMNS else f"{set_cell_size(text, N_COLUMNS - 1).rstrip()}…"


if __name__ == "__main__":
    PICTURE.write_text(draw_picture(LineClassifier.load()), "utf-8")
    print(f"wrote {PICTURE}")
