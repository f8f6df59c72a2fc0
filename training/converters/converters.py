"""HTML to all visible text, as eight tools do it: the text view is what somebody else's converter made of the HTML.

:data:`CONVERTERS` are converters as people use them, :data:`FINISHES` what happens to their text on its way, all
pure functions. A classifier trained on one converter alone would learn its habits instead of boilerplate.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import numpy as np

from training.converters.walk import Boundary, Text, walk

__all__ = ["CONVERTERS", "FINISHES", "lxml_blocks"]

WHITE_SPACE = re.compile(r"\s+")
WRAP_COLUMNS = 72
"""Where mail and plain-text converters wrap."""
MENU_ITEM = 30
"""Characters; converters glue items shorter than this on one line when their source does."""
PARAGRAPH = 120
"""Characters; shorter lines never get a bullet of their own in the middle of a text."""


def lxml_blocks(html: str) -> str:
    """Text nodes joined, with a line break at each block: what a careful scraping script does."""
    pieces = [WHITE_SPACE.sub(" ", event.text) if isinstance(event, Text) else "\n" for event in walk(html)]
    return _tidy_lines("".join(pieces))


def text_nodes(html: str) -> str:
    """Each text node on a line of its own, as ``get_text("\\n", strip=True)`` of BeautifulSoup gives."""
    nodes = (event.text.strip() for event in walk(html) if isinstance(event, Text))
    return "\n".join(node for node in nodes if node)


def inner_text(html: str) -> str:
    """A browser's ``innerText``: hidden elements left out, blank lines around paragraphs, tabs between cells.

    After the HTML standard's *rendered text collection*, without style sheets.
    """
    pieces: list[str] = []
    required = 0  # line breaks due before the next text; neighbours share theirs, as margins collapse
    for event in walk(html, honour_hidden=True):
        match event:
            case Boundary("br", _):
                pieces.append("\n")
            case Boundary("td" | "th", edge):
                pieces.append("\t" if edge == "end" else "")
            case Boundary(tag, _):
                required = max(required, 2 if tag == "p" else 1)
            case Text(text, in_pre) if text.strip() or not required:
                pieces += ["\n" * required, text if in_pre else WHITE_SPACE.sub(" ", text)]
                required = 0
    return "\n".join(line.strip(" \t") for line in "".join(pieces).split("\n")).strip()


def resiliparse_text(html: str) -> str:
    """Resiliparse without main-content detection, as Common Crawl's newer WET files are made."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=False))


def resiliparse_bare(html: str) -> str:
    """Resiliparse without bullets and alternative texts."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=False, list_bullets=False, alt_texts=False))


def resiliparse_all(html: str) -> str:
    """Resiliparse with form fields and ``<noscript>`` as well."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=False, form_fields=True, noscript=True))


def markdown(html: str) -> str:
    """Markdown by html2text, links and images kept."""
    return _html2text(html, links=True)


def markdown_without_links(html: str) -> str:
    """Markdown by html2text, as it is made for language models: no addresses."""
    return _html2text(html, links=False)


CONVERTERS: dict[str, Callable[[str], str]] = {
    converter.__name__: converter
    for converter in (
        lxml_blocks,
        text_nodes,
        inner_text,
        resiliparse_text,
        resiliparse_bare,
        resiliparse_all,
        markdown,
        markdown_without_links,
    )
}
"""``html -> text``, by name."""


def as_made(text: str, rng: np.random.Generator) -> str:
    """The converter's text as it is."""
    return text


def no_blank_lines(text: str, rng: np.random.Generator) -> str:
    """Blank lines dropped, as most pipelines do."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def blank_line_between(text: str, rng: np.random.Generator) -> str:
    """A blank line after every line, as copying from a browser into an editor gives."""
    return no_blank_lines(text, rng).replace("\n", "\n\n")


def glued_menus(text: str, rng: np.random.Generator) -> str:
    """Runs of three short lines or more joined on one line by tabs, pipes or the like."""
    glue = str(rng.choice(["\t", " | ", " · ", " / ", " » ", "   ", " "]))
    lines: list[str] = []
    run: list[str] = []
    for line in [*text.split("\n"), ""]:
        if 0 < len(line.strip()) <= MENU_ITEM:
            run.append(line.strip())
            continue
        # Not every run: pages mix lists that stay lists with bars that do not.
        lines += [glue.join(run)] if len(run) >= 3 and rng.random() < 0.7 else run
        run = []
        lines.append(line)
    return "\n".join(lines[:-1])


def bulleted(text: str, rng: np.random.Generator) -> str:
    """A bullet before each line of a run of two short lines or more."""
    bullet = str(rng.choice(["•", "*", "-", "–", "·", "○", "▪", "+"]))
    lines = text.split("\n")
    short = [0 < len(line.strip()) < PARAGRAPH for line in lines]
    beside = [a or b for a, b in zip([False, *short[:-1]], [*short[1:], False], strict=True)]
    return "\n".join(
        f"{bullet} {line.strip()}" if is_short and has_neighbour else line
        for line, is_short, has_neighbour in zip(lines, short, beside, strict=True)
    )


def hard_wrapped(text: str, rng: np.random.Generator) -> str:
    """Paragraphs wrapped at 72 columns, a blank line between blocks at times."""
    separator = str(rng.choice(["\n", "\n\n"]))
    blocks = (textwrap.fill(line, WRAP_COLUMNS) for line in text.split("\n") if line.strip())
    return separator.join(blocks)


FINISHES: dict[str, Callable[[str, np.random.Generator], str]] = {
    finish.__name__: finish
    for finish in (as_made, no_blank_lines, blank_line_between, glued_menus, bulleted, hard_wrapped)
}
"""``(text, rng) -> text``, by name; the same generator state gives the same text."""


def _tidy_lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _html2text(html: str, *, links: bool) -> str:
    from html2text import HTML2Text

    converter = HTML2Text(bodywidth=0)
    converter.ignore_links = converter.ignore_images = not links
    converter.unicode_snob = True  # else it turns accented letters into ASCII
    return str(converter.handle(html)).strip()
