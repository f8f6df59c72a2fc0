"""Fit a model to labelled pages: lexical weights, networks and a threshold for each view.

The only importer of scikit-learn. Whatever a later step of training reads from an earlier one (lexical scores,
probabilities) is out-of-fold, with folds by site: so the later step learns how far to trust what it will see on
sites that nobody trained on.
"""

from __future__ import annotations

from importlib.util import find_spec

from bbclf.errors import MissingDependencyError

if find_spec("sklearn") is None:
    raise MissingDependencyError("scikit-learn", "train")

from bbclf.fit.fit import Fitted, fit_model, train
from bbclf.fit.params import LexicalParams, NetworkParams, TrainParams, read_params

__all__ = [
    "Fitted", "LexicalParams", "NetworkParams", "TrainParams", "fit_model", "read_params", "train",
]  # fmt: skip
