"""A model so small that it is written by hand: what it does to a line can be told by reading it."""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np

from bbclf.features import FEATURES
from bbclf.lexicon.scores import LexicalModel, LexicalWeights, attribute_grams
from bbclf.model import Model
from bbclf.network import INPUT_LIMIT, Network, Scaling
from bbclf.tokens import read_chars, tokenise
from bbclf.view import NETWORK_OF, VIEWS

N_BUCKETS = 1 << 12

STEEP = 1e6
"""Inputs for a difference of 1: whatever is not at a threshold is as far from it as inputs can be."""


class Unit(NamedTuple):
    """What adds ``out * max(0, sum of weight * step + bias)`` to the log-odds.

    A feature's step is -1 below its threshold, 1 above it, and 0 at it and for NaN. With a question mark at its end it
    is the feature's flag, whose step is a third for NaN, and 0 for all else.
    """

    weights: dict[str, int]
    bias: int
    out: int


def network(thresholds: dict[str, float], *units: Unit, scale: float = 1.0, bias: float = 0.0) -> Network:
    """A network written as the thresholds of a few features, and units that read them.

    Log-odds are `scale` times what the units add, and `bias`.
    """
    names = [feature.name for feature in FEATURES]
    center, rate = np.zeros((2, len(names)), dtype=np.float32)
    for name, threshold in thresholds.items():
        center[names.index(name)], rate[names.index(name)] = threshold, STEEP
    flags = sorted({name for unit in units for name in unit.weights if name.endswith("?")})
    inputs = [*names, *flags]
    weights = np.zeros((len(units), len(inputs)), dtype=np.int16)
    for number, unit in enumerate(units):
        for name, weight in unit.weights.items():
            weights[number, inputs.index(name)] = weight
    return Network(
        scaling=Scaling(center, rate, np.array([names.index(flag[:-1]) for flag in flags], dtype=np.int16)),
        weights=weights,
        bias=np.array([INPUT_LIMIT * unit.bias for unit in units], dtype=np.int32),
        out=np.array([unit.out for unit in units], dtype=np.int32),
        out_scale=scale / INPUT_LIMIT,
        out_bias=bias,
    )


def vocabulary(**of_word: float) -> LexicalWeights:
    table = np.zeros(N_BUCKETS, dtype=np.float32)
    for word, weight in of_word.items():
        table[attribute_grams(tokenise(read_chars([word])), 1).buckets(N_BUCKETS)] = weight
    return LexicalWeights(table, 0.0)


SHORT = log(21.5)
"""Between the ``log_chars`` of 20 characters and of 21."""

# 20 characters or fewer, a word of the vocabulary, an element of class "menu": -2, and 2 more for each of them.
REASONS = {"log_chars": -1, "word_score": 2, "attribute_score": 1, "attribute_score?": -3}

NETWORK = network(
    {"log_chars": SHORT, "log_chars[-1]": SHORT, "log_chars[+1]": SHORT, "word_score": 0.0, "attribute_score": 0.1},
    Unit(REASONS, bias=2, out=2),
    Unit(REASONS, bias=0, out=-2),  # takes away what more than one reason adds
    Unit({"log_chars[-1]": -1, "log_chars[+1]": -1}, bias=-1, out=1),  # between two short lines
    bias=-2.0,
)
"""Log-odds of -2, of 2 where there is a reason to call the line boilerplate, and 1 more between short lines."""


def tiny_model(**manifest: object) -> Model:
    """Short lines and the words of sharing are boilerplate, all the more among their like.

    Parameters
    ----------
    **manifest
        Entries beside the thresholds, which are 0.5 for each view, or in their place.
    """
    lexical = LexicalModel(words=vocabulary(share=4.0), attributes=vocabulary(menu=4.0))
    thresholds = dict.fromkeys(VIEWS, 0.5)
    return Model(lexical, dict.fromkeys(NETWORK_OF.values(), NETWORK), {"thresholds": thresholds, **manifest})
