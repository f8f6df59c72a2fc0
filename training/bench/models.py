"""The model to measure: the shipped one, or one of the same size that has learnt nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.random import Generator

from bbclf.errors import ModelError
from bbclf.features import FEATURES
from bbclf.lexicon.scores import LexicalModel, LexicalWeights
from bbclf.model import Model, default_model_folder, load_model, save_model
from bbclf.network import INPUT_STEPS, Network, Scaling
from bbclf.view import NETWORK_OF, VIEWS

__all__ = ["model_folder"]

WORD_BITS, ATTRIBUTE_BITS = 18, 16
"""Base-2 logarithms of the sizes of the shipped model's vocabularies."""

N_UNITS, N_FLAGS = 192, 54
"""Of the shipped model's html view, which is the one with the most flags."""


def model_folder(scratch: Path) -> Path:
    """The shipped model's folder; where none fits this code yet, an invented model's, written below `scratch`."""
    folder = default_model_folder()
    try:
        load_model(folder)
    except ModelError:
        return _write_invented_model(scratch / "invented-model")
    return folder


def _write_invented_model(folder: Path) -> Path:
    rng = np.random.default_rng(1)
    networks = dict.fromkeys(NETWORK_OF.values(), _invented_network(rng))
    lexical = LexicalModel(_invented_weights(rng, WORD_BITS), _invented_weights(rng, ATTRIBUTE_BITS))
    manifest = {"version": "invented", "thresholds": dict.fromkeys(VIEWS, 0.5)}
    save_model(Model(lexical, networks, manifest), folder, "# Invented model\n", force=True)
    return folder


def _invented_weights(rng: Generator, bits: int) -> LexicalWeights:
    return LexicalWeights(rng.normal(size=1 << bits).astype(np.float32), 0.0)


def _invented_network(rng: Generator) -> Network:
    """As many units and flags as the shipped model's, and weights small enough for exact sums."""
    n_features = len(FEATURES)
    scaling = Scaling(
        center=np.zeros(n_features, dtype=np.float32),
        rate=np.full(n_features, INPUT_STEPS, dtype=np.float32),
        flagged=np.arange(N_FLAGS, dtype=np.int16),
    )
    return Network(
        scaling,
        weights=rng.integers(-300, 300, (N_UNITS, scaling.n_inputs)).astype(np.int16),
        bias=np.zeros(N_UNITS, dtype=np.int32),
        out=rng.integers(-100, 100, N_UNITS).astype(np.int32),
        out_scale=1e-6,
        out_bias=0.0,
    )
