"""Training: vocabularies, networks, and a threshold for each view.

The only importer of scikit-learn. What a step of training reads from an earlier step (lexical scores, probabilities)
is out of fold, with folds by site: it is then as good, or as bad, as it will be on sites that nobody trained on.
"""

from __future__ import annotations

from importlib.util import find_spec

from bbclf.errors import MissingDependencyError

if find_spec("sklearn") is None:
    raise MissingDependencyError("scikit-learn", "train")

from bbclf.fit.adapt import adapt_model
from bbclf.fit.fit import fit_model, train
from bbclf.fit.params import LexicalParams, NetworkParams, TrainParams, read_params
from bbclf.fit.results import Fitted, ViewFit

__all__ = [
    "Fitted", "LexicalParams", "NetworkParams", "TrainParams", "ViewFit", "adapt_model", "fit_model", "read_params",
    "train",
]  # fmt: skip
