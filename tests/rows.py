"""Rows of X by column name, for the tests of features."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.features import CONTEXT_FEATURES, FEATURES, SECOND_FEATURES, FeatureBatch, featurise
from bbclf.lexical import LexicalModel, LexicalWeights, attribute_grams
from bbclf.page import LineBatch, Page
from bbclf.phrases import KINDS, phrase_table
from bbclf.tokens import read_chars, tokenise

NAN = float("nan")
FIRST_NAMES = [feature.name for feature in FEATURES]
SECOND_NAMES = [feature.name for feature in SECOND_FEATURES]
NAMES = [*FIRST_NAMES, *(feature.name for feature in CONTEXT_FEATURES)]

N_BUCKETS = 1 << 12

TWELVE = "a b c d e f g h i j k l"
"""12 words, 23 characters; two words more than a line without prose has."""

TWENTY = "m n o p q r s t u v w x y z aa bb cc d e f"
"""20 words, 42 characters; ten words of prose."""

Column = dict[str, list[float]]


class Value(NamedTuple):
    """What one feature of one line of a page must be."""

    feature: str
    page: Page
    line: int
    expected: float


def text(*lines: str) -> Page:
    return Page.from_text("\n".join(lines), view="text")


def weights(bias: float = 0.0, **of_word: float) -> LexicalWeights:
    """A vocabulary that knows single words only."""
    table = np.zeros(N_BUCKETS, dtype=np.float32)
    for word, weight in of_word.items():
        table[attribute_grams(tokenise(read_chars([word])), 1).buckets(N_BUCKETS)] = weight
    return LexicalWeights(table, bias)


PHRASES = [(f"{kind} {kind}s", kind) for kind in KINDS]

LEXICAL = LexicalModel(
    words=weights(-0.5, rain=2.0),
    attributes=weights(0.25, menu=2.0, item=1.0, icon=0.5),
    phrases=phrase_table(PHRASES),
)
"""Of what a line is about, this model knows the rain; of markup, three words; of phrases, one of each kind."""


def features_of(*pages: Page) -> FeatureBatch:
    return featurise(LineBatch(pages), LEXICAL)


def columns(page: Page) -> Column:
    """The first stage's columns of a page, by name."""
    return dict(zip(FIRST_NAMES, features_of(page).X.T.tolist(), strict=True))


def with_context(page: Page, p_content: Sequence[float]) -> Column:
    """The second stage's columns of a page, by name, its lines having these probabilities of content."""
    p_boilerplate = (1 - np.array(p_content)).astype(np.float32)
    return dict(zip(SECOND_NAMES, features_of(page).with_context(p_boilerplate).T.tolist(), strict=True))


def both_stages(batch: FeatureBatch, p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Columns in the order of NAMES: all of the first stage, then those that only the second has."""
    second = batch.with_context(p_boilerplate)
    return np.concatenate([batch.X, second[:, -len(CONTEXT_FEATURES) :]], axis=1)


def all_columns(batch: FeatureBatch, p_boilerplate: NDArray[np.float32]) -> dict[str, NDArray[np.float32]]:
    return dict(zip(NAMES, both_stages(batch, p_boilerplate).T, strict=True))
