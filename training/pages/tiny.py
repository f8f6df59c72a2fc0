"""Tiny pages made of training pages: what people try first is a sentence or two.

A page of a few lines is content, but for lines that are known residue by themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from html import escape

import numpy as np
from numpy.random import Generator

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from bbclf.text import split_lines
from training.residue.blocks import write_block
from training.residue.filler import pick
from training.residue.phrasing import Phrasing, Words
from training.sources.pages import RawPage

__all__ = ["tiny_pages"]

PARAGRAPH_CHARACTERS = 60, 1200
"""Truth lines between these lengths serve as paragraphs."""

SHARE = 0.3
"""Pages that tiny pages are made of, drawn by a digest of their id: they teach one thing."""

SHORT_LINE_WORDS = 3

SHAPES = ("<p>{}</p>", "<div>{}</div>", "<html><body><p>{}</p></body></html>", "{}")
"""What stands around a paragraph."""


RESIDUE_KINDS = ("share", "share", "comment", "newsletter", "follow", "ad", "cookie")
MAX_RESIDUE = 2
"""Lines below a paragraph."""
_SITE_NAME = re.compile(r"\s[|–—-]\s[^|–—-]*$")


def tiny_pages(raws: Sequence[RawPage], phrasing: Phrasing) -> dict[str, list[TrainingPage]]:
    """Tiny pages of some of the training pages.

    A paragraph alone; two; the headline and a paragraph; one short line; a paragraph with a line or two of residue.

    Parameters
    ----------
    raws : sequence of RawPage
        Pages whose truth has no paragraph give none.
    phrasing : Phrasing
        What residue says; leaves out languages where it must.

    Returns
    -------
    dict of str to list of TrainingPage
        ``"html"`` and ``"text"``; `site`, `lang` and `source` are those of the page, so that a fold holds both.
    """
    made: dict[str, list[TrainingPage]] = {"html": [], "text": []}
    for raw in raws:
        rng = _generator(raw)
        if rng.random() >= SHARE:
            continue
        for number, (lines, n_residue) in enumerate(_excerpts(raw, phrasing.words(raw.lang), rng)):
            id = f"{raw.id}#tiny{number}"
            shape = pick(rng, SHAPES)
            made["html"].append(_labelled(raw, Page.from_html(_html(lines, shape), id=id), n_residue))
            made["text"].append(_labelled(raw, Page.from_text("\n".join(lines), id=id, view="text"), n_residue))
    return made


def _excerpts(raw: RawPage, words: Words, rng: Generator) -> Iterator[tuple[list[str], int]]:
    """Lines of each tiny page of a page, and how many of them, at the end, are residue."""
    low, high = PARAGRAPH_CHARACTERS
    lines = split_lines(raw.truth).lines
    paragraphs = [line for line in lines if low <= len(line) <= high]
    if not paragraphs:
        return
    first = int(rng.integers(len(paragraphs)))
    yield [paragraphs[first]], 0
    if first + 1 < len(paragraphs):
        yield paragraphs[first : first + 2], 0
    headline = _SITE_NAME.sub("", " ".join(split_lines(raw.title).lines))
    if headline:
        yield [headline, paragraphs[0]], 0
    short = [line for line in lines if len(line) < low and len(line.split()) >= SHORT_LINE_WORDS]
    if short:
        yield [pick(rng, short)], 0
    residue = write_block(pick(rng, RESIDUE_KINDS), [words], rng)[:MAX_RESIDUE]
    if residue:
        yield [paragraphs[first], *residue], len(residue)


def _html(lines: Sequence[str], shape: str) -> str:
    separator = "<br>" if shape == "{}" else "\n"
    return separator.join(shape.format(escape(line, quote=False)) for line in lines)


def _labelled(raw: RawPage, page: Page, n_residue: int) -> TrainingPage:
    return TrainingPage(
        page=page,
        is_boilerplate=np.arange(len(page)) >= len(page) - n_residue,
        weight=np.ones(len(page), dtype=np.float32),
        lang=raw.lang,
        site=raw.site,
        source=raw.source,
    )


def _generator(raw: RawPage) -> Generator:
    digest = hashlib.sha256(f"tiny:{raw.id}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))
