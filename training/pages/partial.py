"""Labels where the truth names some blocks of a page and says nothing of the rest.

What a block names is content. What markup tells to be menu, footer or form is boilerplate. All else has weight 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from bbclf.text import split_lines
from bbclf.tokens import read_chars, tokenise
from training.pages.furniture import furniture_lines, line_keys
from training.sources.pages import RawPage

__all__ = ["known_lines", "label_partial"]

RUN = 4
"""Tokens; a known block is found by its runs of so many, a shorter one as whole lines alone."""
MATCHED_SHARE = 0.8
"""Of a line's tokens that known blocks must hold."""
SHORT_LINE = 3
"""Tokens; a line of so few may name an ingredient here and a menu's item there: it counts near other known lines."""
NEAR = 3
"""Lines between a short known line and the next one."""


def label_partial(raw: RawPage, blocks: Sequence[str], page: Page) -> TrainingPage:
    """Label a page of any view by known blocks.

    Parameters
    ----------
    raw : RawPage
        Its HTML tells the furniture of text views too: a line of text is furniture where a line of the HTML with the
        same words is, and none of them is not.
    blocks : sequence of str
        In any order; lines are content as far as these hold their words.
    page : Page
    """
    html = page if page.view == "html" else Page.from_html(raw.html)
    furniture = furniture_lines(html, _surely_known(html.lines, known_lines(html.lines, blocks)))
    if page is not html:
        keys, text_keys = line_keys(html.lines), line_keys(page.lines)
        furniture = np.isin(text_keys, keys[furniture]) & ~np.isin(text_keys, keys[~furniture]) & (text_keys != 0)
    content = known_lines(page.lines, blocks) & ~furniture
    return TrainingPage(
        page=page,
        is_boilerplate=~content,
        weight=(content | furniture).astype(np.float32),
        lang=raw.lang,
        site=raw.site,
        source=raw.source,
    )


def known_lines(lines: Sequence[str], blocks: Sequence[str]) -> NDArray[np.bool_]:
    """Which lines consist of the words of known blocks, shape (n_lines,)."""
    tokens = tokenise(read_chars(lines))
    n_tokens = np.bincount(tokens.lines, minlength=len(lines))
    known = tokenise(read_chars([line for block in blocks for line in split_lines(block).lines]))
    matched = np.zeros(len(tokens.hashes), dtype=np.int64)
    starts = np.flatnonzero(np.isin(_runs(tokens.hashes), _runs_within(known.hashes, known.lines)))
    for offset in range(RUN):
        matched[starts + offset] = 1
    share = np.bincount(tokens.lines, weights=matched, minlength=len(lines)) / np.maximum(n_tokens, 1)
    keys = line_keys(lines)
    whole = np.isin(keys, line_keys([line for block in blocks for line in split_lines(block).lines])) & (keys != 0)
    found = (share >= MATCHED_SHARE) & (n_tokens > 0) | whole
    sure: NDArray[np.bool_] = found & ((n_tokens > SHORT_LINE) | _near_another(found))
    return sure


def _surely_known(lines: Sequence[str], known: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Known lines that are long or follow each other: a menu may hold one word of an ingredient."""
    tokens = tokenise(read_chars(lines))
    is_long = np.bincount(tokens.lines, minlength=len(lines)) > SHORT_LINE
    padded = np.concatenate([[False], known, [False]])
    sure: NDArray[np.bool_] = known & (is_long | padded[:-2] | padded[2:])
    return sure


def _near_another(found: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which found lines have another one at most :data:`NEAR` lines away."""
    numbers = np.flatnonzero(found)
    gaps = np.diff(numbers, prepend=-NEAR - 1, append=len(found) + NEAR + 1)
    near = np.zeros(len(found), dtype=np.bool_)
    near[numbers[np.minimum(gaps[:-1], gaps[1:]) <= NEAR]] = True
    return near


def _runs(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A hash of each run of :data:`RUN` tokens, shape (n_tokens - RUN + 1,), at least 0."""
    n_runs = max(len(hashes) - RUN + 1, 0)
    runs = np.zeros(n_runs, dtype=np.uint64)
    for offset in range(RUN):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : offset + n_runs]
    return runs


def _runs_within(hashes: NDArray[np.uint64], lines: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Those runs that stay inside a line."""
    runs = _runs(hashes)
    return runs[lines[: len(runs)] == lines[RUN - 1 :][: len(runs)]] if len(runs) else runs
