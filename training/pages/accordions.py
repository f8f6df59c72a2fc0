"""Sections of an article as accordions: headings that a click opens, with the text below them.

Answers to frequent questions, transcripts and instructions stand in ``<details>``, under buttons and in description
lists. On the training pages these are mostly menus and filters.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from numpy.random import Generator

from training.residue.filler import pick
from training.residue.in_article import html_key

__all__ = ["MIN_SECTIONS", "with_accordions"]

MIN_SECTIONS = 2
"""Pages with fewer sections of a heading and paragraphs of content are left as they are."""

_SECTION = re.compile(
    r"<h([2-5])(?:\s[^<>]*)?>((?:(?!<h[1-6][\s>]).){1,300}?)</h\1\s*>\s*((?:<p(?:\s[^<>]*)?>(?:(?!</?p[\s>]).)*</p\s*>\s*)+)",
    re.IGNORECASE | re.DOTALL,
)
_PARAGRAPH_TAG = re.compile(r"<(/?)p(\s[^<>]*)?>", re.IGNORECASE)

_FORMS = (
    "<details><summary>{heading}</summary>{body}</details>",
    "<details open><summary><h3>{heading}</h3></summary><div>{body}</div></details>",
    '<h3><button aria-expanded="false">{heading}</button></h3><div role="region">{body}</div>',
    '<button type="button">{heading}</button><div>{body}</div>',
    "<dl><dt>{heading}</dt><dd>{body}</dd></dl>",
)


def with_accordions(html: str, content: Collection[str], rng: Generator) -> str:
    """Turn all sections of an article into accordions of one form.

    Parameters
    ----------
    html : str
    content : collection of str
        Lines of the page that are content; a heading is one of the article's if its text is such a line.
    rng : Generator

    Returns
    -------
    str
        `html` itself if it has fewer than :data:`MIN_SECTIONS` such sections.
    """
    known = {html_key(line) for line in content}
    sections = [match for match in _SECTION.finditer(html) if html_key(match[2]) in known]
    if len(sections) < MIN_SECTIONS:
        return html
    form, in_blocks = pick(rng, _FORMS), rng.random() < 0.3
    pieces, done = [], 0
    for section in sections:
        body = _PARAGRAPH_TAG.sub(r"<\1div\2>", section[3]) if in_blocks else section[3]
        pieces += [html[done : section.start()], form.replace("{heading}", section[2]).replace("{body}", body)]
        done = section.end()
    return "".join([*pieces, html[done:]])
