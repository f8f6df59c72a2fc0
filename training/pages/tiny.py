"""Tiny pages made of training pages: what people try first is a sentence or two, all of it content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from html import escape

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from bbclf.text import split_lines
from training.sources.pages import RawPage

__all__ = ["tiny_pages"]

PARAGRAPH_CHARACTERS = 60, 1200
"""Truth lines between these lengths serve as paragraphs."""

SHARE = 0.3
"""Pages that tiny pages are made of, drawn by a digest of their id: they teach one thing."""

SHAPES = ("<p>{}</p>", "<div>{}</div>", "<html><body><p>{}</p></body></html>", "{}")
"""What stands around a paragraph."""


def tiny_pages(raws: Sequence[RawPage]) -> dict[str, list[TrainingPage]]:
    """Tiny pages of some of the training pages, with all of their lines content.

    The first paragraph alone; the first two; the headline and the first paragraph; one sentence or short line.

    Parameters
    ----------
    raws : sequence of RawPage
        Pages whose truth has no paragraph give none.

    Returns
    -------
    dict of str to list of TrainingPage
        ``"html"`` and ``"text"``; `site`, `lang` and `source` are those of the page, so that folds hold both.
    """
    made: dict[str, list[TrainingPage]] = {"html": [], "text": []}
    for raw in raws:
        rng = _generator(raw)
        if rng.random() >= SHARE:
            continue
        for number, lines in enumerate(_excerpts(raw, rng)):
            id = f"{raw.id}#tiny{number}"
            shape = SHAPES[int(rng.integers(len(SHAPES)))]
            made["html"].append(_all_content(raw, Page.from_html(_html(lines, shape), id=id)))
            made["text"].append(_all_content(raw, Page.from_text("\n".join(lines), id=id, view="text")))
    return made


def _excerpts(raw: RawPage, rng: np.random.Generator) -> Iterator[list[str]]:
    low, high = PARAGRAPH_CHARACTERS
    lines = split_lines(raw.truth).lines
    paragraphs = [line for line in lines if low <= len(line) <= high]
    headline = " ".join(split_lines(raw.title).lines)
    if not paragraphs:
        return
    first = int(rng.integers(len(paragraphs)))
    yield [paragraphs[first]]
    if first + 1 < len(paragraphs):
        yield paragraphs[first : first + 2]
    if headline:
        yield [headline, paragraphs[0]]
    short = [line for line in lines if len(line) < low and len(line.split()) >= 3]
    if short:
        yield [short[int(rng.integers(len(short)))]]


def _html(lines: Sequence[str], shape: str) -> str:
    separator = "<br>" if shape == "{}" else "\n"
    return separator.join(shape.format(escape(line, quote=False)) for line in lines)


def _all_content(raw: RawPage, page: Page) -> TrainingPage:
    return TrainingPage(
        page=page,
        is_boilerplate=np.zeros(len(page), dtype=np.bool_),
        weight=np.ones(len(page), dtype=np.float32),
        lang=raw.lang,
        site=raw.site,
        source=raw.source,
    )


def _generator(raw: RawPage) -> np.random.Generator:
    digest = hashlib.sha256(f"tiny:{raw.id}".encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))
