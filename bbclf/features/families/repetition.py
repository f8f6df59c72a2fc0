"""What a line shares with the other lines of its page: all its words, some of them, or its shape."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import ratio
from bbclf.features.context import Context
from bbclf.features.occurrences import count_equal
from bbclf.features.schema import COUNT, FLAG, LOG, RATIO, Columns, Family, Feature, Group, Unit
from bbclf.tokens import CharBatch, line_keys, mix

__all__ = ["FAMILY"]

COMMON_SHARE = 0.01
"""Share of the page's tokens from which on a token is common: about that of a language's 10 most frequent words."""

MIN_TIMES = 3
"""Occurrences from which on a token can be common; on a short page a single one is a hundredth."""


def repetition_columns(context: Context) -> Columns:
    """Columns of this family."""
    n_lines, page = len(context.batch), context.batch.page_of_line
    words, pairs, salts = context.words_on_page, context.pairs_on_page, context.page_salts[page]
    keys, shapes = line_keys(context.tokens, n_lines), _shape_keys(context.chars)
    same_page = page[1:] == page[:-1]
    same_before = np.concatenate([[False], (keys[1:] == keys[:-1]) & same_page])
    shape_before = np.concatenate([[False], (shapes[1:] == shapes[:-1]) & same_page])
    page_tokens = np.bincount(page[context.tokens.lines], minlength=len(context.batch.pages))
    common = (words.times >= MIN_TIMES) & (words.times >= COMMON_SHARE * page_tokens[page[words.first_line]])
    n_tokens, n_pairs = words.of_lines(n_lines), pairs.of_lines(n_lines)
    return {
        "same_line": np.log(count_equal(keys + salts)),
        "same_as_before": same_before.astype(np.float64),
        "same_shape": np.log(count_equal(shapes + salts)),
        "shape_as_neighbours": shape_before.astype(np.float64) + np.append(shape_before[1:], False),
        "words_elsewhere": ratio(words.of_lines(n_lines, words.first_line != words.last_line), n_tokens),
        "pairs_elsewhere": ratio(pairs.of_lines(n_lines, pairs.first_line != pairs.last_line), n_pairs),
        "common_words": ratio(words.of_lines(n_lines, common), n_tokens),
    }


def _shape_keys(chars: CharBatch) -> NDArray[np.uint64]:
    """Hash of each line's sequence of character classes, a run of one class counted once, shape (n_lines,)."""
    classes = chars.classes
    changes = np.concatenate([[True], classes[1:] != classes[:-1]])
    changes[chars.line_starts[:-1]] = True
    at = np.flatnonzero(changes)
    first = np.searchsorted(at, chars.line_starts[:-1])
    position = np.arange(len(at)) - first[chars.lines_of(at)]
    terms = mix(classes[at].astype(np.uint64) + (position.astype(np.uint64) << np.uint64(8)))
    return np.add.reduceat(terms, first)


FAMILY = Family(
    columns=(
        Feature("same_line", LOG.of("lines"), "lines of the same words on this page, digits masked"),
        Feature("same_as_before", FLAG, "the line before has the same words"),
        Feature("same_shape", LOG.of("lines"), "lines with the same sequence of kinds of characters"),
        Feature("shape_as_neighbours", Unit(COUNT.name, 0, 2), "lists and menus repeat a shape"),
        Feature("words_elsewhere", RATIO.of("tokens"), "tokens that other lines of the page have"),
        Feature("pairs_elsewhere", RATIO.of("token pairs"), "teasers and titles are repeated in other lines"),
        Feature(
            "common_words", RATIO.of("tokens"), "tokens among the page's most frequent: stop words of any language",
            source="after jusText (Pomikálek 2011)",
        ),
    ),
    compute=repetition_columns,
    group=Group.LIKENESS,
)  # fmt: skip
