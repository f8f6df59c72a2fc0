"""The model to measure: the shipped one, or one of the same size that knows nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.random import Generator

from bbclf.features import FEATURES, SECOND_FEATURES
from bbclf.forest import Forest
from bbclf.lexical import LexicalModel, LexicalWeights
from bbclf.model import Model, Stages, default_model_folder, save_model
from bbclf.page import VIEWS

__all__ = ["model_folder"]

N_TREES, N_LEAVES = 100, 31


def model_folder(scratch: Path) -> Path:
    """The shipped model's folder; where there is none yet, an invented model's, written below `scratch`."""
    folder = default_model_folder()
    return folder if folder.is_dir() else _write_invented_model(scratch / "invented-model")


def _write_invented_model(folder: Path) -> Path:
    rng = np.random.default_rng(1)
    stages = Stages(_invented_forest(rng, len(FEATURES)), _invented_forest(rng, len(SECOND_FEATURES)))
    lexical = LexicalModel(_invented_weights(rng, 19), _invented_weights(rng, 17))
    manifest = {"version": "invented", "thresholds": dict.fromkeys(VIEWS, 0.5)}
    save_model(Model(lexical, dict.fromkeys(VIEWS, stages), manifest), folder, "# Invented model\n", force=True)
    return folder


def _invented_weights(rng: Generator, bits: int) -> LexicalWeights:
    return LexicalWeights(rng.normal(size=1 << bits).astype(np.float32), 0.0)


def _invented_forest(rng: Generator, n_features: int) -> Forest:
    """Trees that split leaves drawn at random, as unbalanced as those that boosting grows."""
    n_nodes = 2 * N_LEAVES - 1
    feature = np.full((N_TREES, n_nodes), -1, dtype=np.int16)
    left = np.tile(np.arange(n_nodes, dtype=np.int32), (N_TREES, 1))
    right = left.copy()
    for tree in range(N_TREES):
        leaves = [0]
        for child in range(1, n_nodes, 2):
            node = leaves.pop(int(rng.integers(len(leaves))))
            feature[tree, node] = rng.integers(n_features)
            left[tree, node], right[tree, node] = child, child + 1
            leaves += [child, child + 1]
    first = np.arange(N_TREES, dtype=np.int32)[:, None] * n_nodes
    size = N_TREES * n_nodes
    return Forest(
        feature=feature.ravel(),
        threshold=rng.exponential(size=size),
        missing_left=rng.random(size) < 0.5,
        left=(left + first).ravel(),
        right=(right + first).ravel(),
        value=rng.normal(scale=0.05, size=size),
        roots=first.ravel(),
        baseline=0.0,
        n_features=n_features,
    )
