"""A model so small that it is written by hand: what it does to a line can be told by reading it."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np

from bbclf.features import FEATURES, SECOND_FEATURES, Feature
from bbclf.forest import Forest
from bbclf.lexical import LexicalModel, LexicalWeights, attribute_grams
from bbclf.model import Model, Stages
from bbclf.page import VIEWS
from bbclf.phrases import phrase_table
from bbclf.tokens import read_chars, tokenise

N_BUCKETS = 1 << 12


@dataclass(frozen=True)
class Split:
    """A node that sends a line left where its feature is at most the threshold."""

    feature: str
    threshold: float
    left: Split | float
    right: Split | float
    missing_left: bool = True


def plant(features: tuple[Feature, ...], *trees: Split) -> Forest:
    """A forest of trees written as splits and leaves."""
    names = [feature.name for feature in features]
    nodes: list[dict[str, float]] = []

    def grow(tree: Split | float) -> int:
        number = len(nodes)
        nodes.append({"feature": -1, "left": number, "right": number, "value": 0.0, "threshold": 0.0})
        if isinstance(tree, Split):
            nodes[number] |= {"feature": names.index(tree.feature), "threshold": tree.threshold}
            nodes[number] |= {"missing_left": tree.missing_left}
            nodes[number] |= {"left": grow(tree.left), "right": grow(tree.right)}
        else:
            nodes[number]["value"] = tree
        return number

    roots = [grow(tree) for tree in trees]

    def column(name: str, dtype: type[np.generic]) -> np.ndarray:
        return np.array([node.get(name, 0) for node in nodes], dtype=dtype)

    return Forest(
        feature=column("feature", np.int16),
        threshold=column("threshold", np.float64),
        missing_left=column("missing_left", np.bool_),
        left=column("left", np.int32),
        right=column("right", np.int32),
        value=column("value", np.float64),
        roots=np.array(roots, dtype=np.int32),
        baseline=0.0,
        n_features=len(features),
    )


def vocabulary(**of_word: float) -> LexicalWeights:
    table = np.zeros(N_BUCKETS, dtype=np.float32)
    for word, weight in of_word.items():
        table[attribute_grams(tokenise(read_chars([word])), 1).buckets(N_BUCKETS)] = weight
    return LexicalWeights(table, 0.0)


FIRST = plant(
    FEATURES,
    Split("log_chars", log(21), 1.0, -1.0),  # 20 characters or fewer
    Split("word_score", 0.0, 0.0, 1.0),  # a word of the vocabulary
    Split("attribute_score", 0.0, 0.0, 2.0),  # inside an element of class "menu"
)
SECOND = plant(
    SECOND_FEATURES,
    Split("p", 0.5, 2.0, -2.0),
    Split("p[-1]", 0.5, Split("p[+1]", 0.5, 1.0, 0.0), 0.0, missing_left=False),
)


def tiny_model(**manifest: object) -> Model:
    """Short lines and the words of sharing are boilerplate, all the more among their like.

    Parameters
    ----------
    **manifest
        Entries beside the thresholds, which are 0.5 for each view, or in their place.
    """
    stages = Stages(FIRST, SECOND)
    phrases = phrase_table([("Leave a reply", "comment"), ("Read also", "related"), ("Log in", "account")])
    lexical = LexicalModel(words=vocabulary(share=4.0), attributes=vocabulary(menu=4.0), phrases=phrases)
    thresholds = dict.fromkeys(VIEWS, 0.5)
    return Model(lexical, dict.fromkeys(VIEWS, stages), {"thresholds": thresholds, **manifest})
