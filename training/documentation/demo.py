"""``make demo``: four sample pages with the label of every line, ``+`` content and ``-`` boilerplate."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len, set_cell_size

from bbclf import LabelledLine, LineClassifier, Page
from bbclf.labels import CONTENT
from training import ROOT

__all__ = ["demo_lines", "marked_lines"]

PAGES = (
    ("english-blog.html", "a blog post as HTML: cookie notice, menu, newsletter form and comments go"),
    ("arabic-news.txt", "an article that a scraper has cleaned, not well enough: what is left inside it goes"),
    ("chinese-news.txt", "all visible text of a news page, without any markup"),
    ("english-forum.html", "a forum: the posts of the thread stay, names and buttons go"),
)
"""Files of ``data/demo``, and what each of them shows."""

MAX_RUN = 4
"""Dropped lines in a row that are shown; the rest of a longer run is counted, so that a page fits a screen."""

GREETING = """\
bbclf labels every line of a web page as content (+) or boilerplate (-), in any language.
The pages and people below are invented."""

FAREWELL = """\
Try next, after  . .venv/bin/activate :
  bbclf predict data/demo/english-blog.html                  the kept text
  bbclf predict --to markdown data/demo/english-blog.html    the same as Markdown
  bbclf explain data/demo/english-blog.html --match Share    why a line was dropped
  bbclf predict --keep all YOUR-PAGE.html                    a page of yours, with all labels"""


def demo_lines(classifier: LineClassifier, width: int) -> Iterator[str]:
    """The demo, line by line; longer lines are cut to `width` columns of a terminal."""
    yield from GREETING.splitlines()
    for name, what in PAGES:
        path = ROOT / "data" / "demo" / name
        html = path.suffix == ".html"
        page = Page.from_html(path.read_bytes()) if html else Page.from_text(path.read_text("utf-8"))
        yield ""
        yield f"== data/demo/{name}: {what}"
        yield from marked_lines(classifier.label(page).lines, width)
    yield ""
    yield from FAREWELL.splitlines()


def marked_lines(lines: Sequence[LabelledLine], width: int) -> Iterator[str]:
    """Lines with their marks, each cut to `width` columns, long runs of boilerplate to :data:`MAX_RUN`."""
    for label, run in groupby(lines, key=lambda line: line.label):
        shown = list(run)
        if label == CONTENT:
            yield from (_cut(f"+ {line.text}", width) for line in shown)
            continue
        if len(shown) > MAX_RUN + 1:
            hidden = len(shown) - MAX_RUN
            yield from (_cut(f"- {line.text}", width) for line in shown[:MAX_RUN])
            yield f"- ... and {hidden} more lines"
        else:
            yield from (_cut(f"- {line.text}", width) for line in shown)


def _cut(line: str, width: int) -> str:
    return line if cell_len(line) <= width else f"{set_cell_size(line, width - 3)}..."


if __name__ == "__main__":
    for line in demo_lines(LineClassifier.load(), shutil.get_terminal_size().columns):
        print(line)
