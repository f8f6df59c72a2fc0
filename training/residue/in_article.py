"""Residue written into the HTML of an article: "read also" and calls to follow among its own paragraphs.

On the web such lines often stand in the same ``<p>`` as the text around them, without a class that tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from html import escape, unescape
from typing import NamedTuple

from numpy.random import Generator

from training.residue.blocks import write_block
from training.residue.filler import pick
from training.residue.phrasing import Words

__all__ = ["MIN_PARAGRAPHS", "WithResidue", "add_residue_to_html", "html_key"]

MIN_PARAGRAPHS = 3
"""Pages with fewer paragraphs of content are left as they are."""
MAX_BLOCKS = 3
END_SHARE = 0.35
"""Blocks that stand below the last paragraph of content."""
ENGLISH_SHARE = 0.1
"""Blocks in English on pages of other languages."""
LINKED_SHARE = 0.4
EMPHASISED_SHARE = 0.2

_MIDDLE = """
    read_also read_also read_also read_also read_also headline_list headline_list related newsletter newsletter
    follow follow follow ad ad more share teaser paywall cookie
"""
_END = """
    read_also related related newsletter newsletter newsletter follow follow follow share share disclaimer disclaimer
    policy comment cookie cookie paywall ad teaser tip account
"""
KINDS = {"middle": tuple(_MIDDLE.split()), "end": tuple(_END.split())}

_PARAGRAPH = re.compile(r"(<p(?:\s[^<>]*)?>)((?:(?!<p[\s>]).)*?)</p\s*>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_LABEL = re.compile(r"^([^:|]{2,40}[:|]\s*)(.+)$", re.DOTALL)

_WRAPPERS = ("{}", "{}", "{}", "<div>{}</div>", "<section>{}</section>")
_HEADINGS = ("<h2>{}</h2>", "<h3>{}</h3>", "<h4>{}</h4>", "<p><strong>{}</strong></p>", "<div>{}</div>")
_LINES = ("{paragraph}{}</p>", "{paragraph}{}</p>", "{paragraph}{}</p>", "<p>{}</p>", "<div>{}</div>")


class WithResidue(NamedTuple):
    """HTML with residue, and the lines of residue in it; no lines where the HTML is as it was."""

    html: str
    residue: list[str]


def add_residue_to_html(html: str, content: Collection[str], languages: Sequence[Words], rng: Generator) -> WithResidue:
    """Write blocks of residue between and below the paragraphs of an article.

    Parameters
    ----------
    html : str
    content : collection of str
        Lines of the page that are content; a ``<p>`` is one of the article's if its text is such a line.
    languages : sequence of Words
        Of the page's language, then of those that stand in for it; English last.
    rng : Generator

    Returns
    -------
    WithResidue
    """
    known = {html_key(line) for line in content}
    paragraphs = [match for match in _PARAGRAPH.finditer(html) if html_key(match[2]) in known]
    if len(paragraphs) < MIN_PARAGRAPHS:
        return WithResidue(html, [])
    residue: list[str] = []
    additions: list[tuple[int, str]] = []
    for _ in range(1 + int(rng.integers(MAX_BLOCKS))):
        place = "end" if rng.random() < END_SHARE else "middle"
        paragraph = paragraphs[-1] if place == "end" else paragraphs[int(rng.integers(len(paragraphs) - 1))]
        chosen = languages[-1:] if rng.random() < ENGLISH_SHARE else languages
        lines = [" ".join(line.split()) for line in write_block(pick(rng, KINDS[place]), chosen, rng)]
        if lines:
            residue += lines
            additions.append((paragraph.end(), _block(lines, paragraph[1], rng)))
    return WithResidue(_inserted(html, additions), residue)


def _block(lines: Sequence[str], paragraph: str, rng: Generator) -> str:
    """HTML of a block; `paragraph` is the start tag of the article's own paragraphs."""
    shape: Callable[[Sequence[str], str, Generator], str] = pick(rng, (_each_its_own, _each_its_own, _listed, _broken))
    return pick(rng, _WRAPPERS).format(shape(lines, paragraph, rng))


def _each_its_own(lines: Sequence[str], paragraph: str, rng: Generator) -> str:
    form = pick(rng, _LINES)
    return "\n".join(form.replace("{paragraph}", paragraph).replace("{}", _inline(line, rng)) for line in lines)


def _listed(lines: Sequence[str], paragraph: str, rng: Generator) -> str:
    if len(lines) < 2:
        return _each_its_own(lines, paragraph, rng)
    items = "".join(f"<li>{_inline(line, rng)}</li>" for line in lines[1:])
    return pick(rng, _HEADINGS).replace("{}", escape(lines[0], quote=False)) + f"<ul>{items}</ul>"


def _broken(lines: Sequence[str], paragraph: str, rng: Generator) -> str:
    return paragraph + "<br>".join(_inline(line, rng) for line in lines) + "</p>"


def _inline(line: str, rng: Generator) -> str:
    label = _LABEL.match(line)
    head, rest = (label[1], label[2]) if label else ("", line)
    text = escape(rest, quote=False)
    if rng.random() < LINKED_SHARE:
        text = f'<a href="/{rng.integers(100_000)}">{text}</a>'
    if rng.random() < EMPHASISED_SHARE:
        text = pick(rng, ("<strong>{}</strong>", "<em>{}</em>", "<b>{}</b>")).replace("{}", text)
    return escape(head, quote=False) + text


def _inserted(html: str, additions: Sequence[tuple[int, str]]) -> str:
    pieces, done = [], 0
    for position, block in sorted(additions, key=lambda addition: addition[0]):
        pieces += [html[done:position], "\n", block]
        done = position
    return "".join([*pieces, html[done:]])


def html_key(html: str) -> str:
    """The text of a piece of HTML without white space, by which it is compared with lines."""
    return "".join(unescape(_TAG.sub("", html)).split())
