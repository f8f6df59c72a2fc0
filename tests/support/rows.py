"""Rows of X by column name, for the tests of features."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from bbclf.features import FEATURES, FeatureBatch, featurise
from bbclf.lexicon.phrases import KINDS, phrase_table
from bbclf.lexicon.scores import LexicalModel, LexicalWeights, attribute_grams
from bbclf.page import LineBatch, Page
from bbclf.tokens import read_chars, tokenise

NAN = float("nan")
NAMES = [feature.name for feature in FEATURES]

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

    @property
    def computed(self) -> float:
        return columns(self.page)[self.feature][self.line]

    @property
    def wanted(self) -> object:
        """Equal to numbers near the expected one; columns are rounded to float32."""
        return pytest.approx(self.expected, abs=1e-5, nan_ok=True)

    def name(self) -> str:
        return f"{self.feature}-{self.page.lines[self.line][:30]}-{self.line}"


def text(*lines: str) -> Page:
    return Page.from_text("\n".join(lines), view="text")


def html(body: str) -> Page:
    return Page.from_html(f"<body>{body}</body>")


def of_line(feature: str, line: str, expected: float) -> Value:
    """The value of a page of one line."""
    return Value(feature, text(line), 0, expected)


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
    """The columns of a page, by name."""
    return dict(zip(NAMES, features_of(page).X.T.tolist(), strict=True))
