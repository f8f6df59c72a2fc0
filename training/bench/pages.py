"""Invented pages to measure with, the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from training.residue.filler import digits, invented_name, pick

__all__ = ["invented_page", "invented_pages"]

_SCRIPT_CHARACTERS = 40_000
"""About half of a page of the web is script."""


def invented_pages(n_pages: int, seed: int = 1) -> list[str]:
    """Pages of HTML, each of its own seed."""
    return [invented_page(np.random.default_rng([seed, number])) for number in range(n_pages)]


def invented_page(rng: Generator) -> str:
    """An article among menus, teasers, comments and scripts; about 80 KB, 250 lines."""
    words = [invented_name(rng, int(n)) for n in rng.integers(1, 5, 800)]
    title = _sentence(rng, words, 7)
    article = "".join(f"<p>{_paragraph(rng, words)}</p>\n" for _ in range(rng.integers(5, 40)))
    teasers = "".join(_teaser(rng, words) for _ in range(rng.integers(5, 25)))
    comments = "".join(_comment(rng, words) for _ in range(rng.integers(0, 20)))
    script = "".join(f'window.{pick(rng, words)}={{"{pick(rng, words)}":{digits(rng, 5)}}};' for _ in range(50))
    scripts = f"<script>{script * (_SCRIPT_CHARACTERS // len(script))}</script>"
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title>{scripts}</head><body class=single>"
        f"<header><nav class='menu main-menu'>{_menu(rng, words, 30)}</nav></header>"
        f"<main><article><h1>{title}</h1><p class=byline>By {pick(rng, words).title()}</p>{article}</article>"
        f"<section id=comments><h2>Comments</h2>{comments}</section></main>"
        f"<aside class='sidebar widget'>{teasers}</aside><footer>{_menu(rng, words, 40)}"
        f"<p>&copy; {digits(rng, 4)} {pick(rng, words)}</p></footer></body></html>"
    )


def _sentence(rng: Generator, words: list[str], n_words: int) -> str:
    return " ".join(pick(rng, words) for _ in range(n_words)).capitalize()


def _paragraph(rng: Generator, words: list[str]) -> str:
    sentences = [_sentence(rng, words, int(n)) for n in rng.integers(5, 20, rng.integers(1, 6))]
    sentences[0] += f" <a href='/{pick(rng, words)}'>{pick(rng, words)}</a> <b>{pick(rng, words)}</b>"
    return ". ".join(sentences) + "."


def _menu(rng: Generator, words: list[str], n_items: int) -> str:
    items = [
        f"<li class='menu-item item-{i}'><a href='/{i}'>{pick(rng, words).title()}</a></li>" for i in range(n_items)
    ]
    return f"<ul>{''.join(items)}</ul>"


def _teaser(rng: Generator, words: list[str]) -> str:
    return (
        f"<div class='card post-{digits(rng, 3)}'><a href='/{pick(rng, words)}'><img src=/{digits(rng, 4)}.jpg></a>"
        f"<h3><a href='/{pick(rng, words)}'>{_sentence(rng, words, 6)}</a></h3>"
        f"<span class=date>{digits(rng, 2)} {pick(rng, words)}</span></div>\n"
    )


def _comment(rng: Generator, words: list[str]) -> str:
    return (
        f"<div class=comment id=c{digits(rng, 5)}><cite>{pick(rng, words)}</cite> <time>{digits(rng, 4)}</time>"
        f"<p>{_sentence(rng, words, int(rng.integers(3, 40)))}.</p><a href=#reply>Reply</a></div>\n"
    )
