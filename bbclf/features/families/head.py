"""What a line shares with the title, the description and the JSON-LD body that the page declares."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bbclf.arrays import Floats, are_among, ratio, signed_log
from bbclf.features.context import Context
from bbclf.features.occurrences import find_occurrences
from bbclf.features.schema import RATIO, SIGNED_LOG, Columns, Family, Feature, Group
from bbclf.page import LineBatch, Page
from bbclf.tokens import Tokens, read_chars, token_pairs, tokenise

__all__ = ["FAMILY"]

MIN_LIKENESS = 0.5
"""Dice coefficient with the title from which on a line is the page's headline."""


def head_columns(context: Context) -> Columns:
    """Columns of this family."""
    batch, words = context.batch, context.words_on_page
    title, description, body = _declared_texts(batch.pages)
    titles = find_occurrences(title.hashes + context.page_salts[title.lines], title.lines)
    size = np.bincount(titles.first_line, minlength=len(batch.pages))[batch.page_of_line].astype(np.float64)
    hits = words.of_lines(len(batch), are_among(words.key, titles.key))
    n_tokens = words.of_lines(len(batch))
    likeness = np.where(size > 0, 2 * hits / np.maximum(n_tokens + size, 1), np.nan)
    return {
        "in_title": np.where(size > 0, ratio(hits, n_tokens), np.nan),
        "title_in_line": np.where(size > 0, np.minimum(ratio(hits, size), 1.0), np.nan),
        "in_description": _share_of_pairs_in(description, context),
        "in_body": _share_of_pairs_in(body, context),
        "lines_since_title": _lines_since_headline(likeness, batch),
    }


def _declared_texts(pages: Sequence[Page]) -> list[Tokens]:
    """Tokens of titles, of descriptions and of bodies; their line is the number of the page."""
    texts = [getattr(page.markup, name, "") for name in ("title", "description", "body") for page in pages]
    tokens = tokenise(read_chars(texts))
    kind, page = np.divmod(tokens.lines, len(pages))
    return [
        Tokens(tokens.hashes[kind == number], page[kind == number], tokens.starts[kind == number])
        for number in range(3)
    ]


def _share_of_pairs_in(declared: Tokens, context: Context) -> Floats:
    """Share of each line's pairs of tokens that its page's declared text has, NaN where that has no pair."""
    pairs, batch = context.pairs_on_page, context.batch
    keys, pages = token_pairs(declared)
    if not len(keys):
        return np.full(len(batch), np.nan)
    declares = np.bincount(pages, minlength=len(batch.pages))[batch.page_of_line] > 0
    known = are_among(pairs.key, np.sort(keys + context.page_salts[pages]))
    return np.where(declares, ratio(pairs.of_lines(len(batch), known), pairs.of_lines(len(batch))), np.nan)


def _lines_since_headline(likeness: Floats, batch: LineBatch) -> Floats:
    """Signed log distance from the page's line most like its title, the first of several; NaN if none is like it."""
    page = batch.page_of_line
    best = np.full(len(batch.pages), -1)
    order = np.lexsort((-np.arange(len(likeness)), np.nan_to_num(likeness, nan=-1.0), page))
    best[page[order]] = order
    is_like = np.nan_to_num(likeness, nan=0.0)[best[page]] >= MIN_LIKENESS
    return np.where(is_like, signed_log(np.arange(len(likeness)) - best[page]), np.nan)


FAMILY = Family(
    columns=(
        Feature("in_title", RATIO.of("tokens"), "headlines", missing="without a title"),
        Feature("title_in_line", RATIO.of("the title's tokens"), "headlines", missing="without a title"),
        Feature("in_description", RATIO.of("token pairs"), "standfirst and teaser", missing="without a description"),
        Feature("in_body", RATIO.of("token pairs"), "JSON-LD repeats the main text", missing="without a body"),
        Feature(
            "lines_since_title", SIGNED_LOG.of("lines"), "main text follows its headline",
            missing="without a line like the title",
        ),
    ),
    compute=head_columns,
    group=Group.WORDS,
    needs_markup=True,
)  # fmt: skip
