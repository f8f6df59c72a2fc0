"""What a model's manifest says of its training."""

from __future__ import annotations

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.fit.params import TrainParams
from bbclf.fit.results import ViewFit
from bbclf.fit.thresholds import page_scores
from bbclf.steering import FAVORS
from bbclf.version import __version__
from bbclf.view import View

__all__ = ["make_manifest"]


def make_manifest(
    pages: Sequence[TrainingPage], views: dict[View, ViewFit], params: TrainParams, base_version: str | None = None
) -> dict[str, Any]:
    """What a model's manifest says of its training.

    Parameters
    ----------
    pages : sequence of TrainingPage
    views : dict of view to ViewFit
    params : TrainParams
    base_version : str, optional
        Of the model that was adapted.

    Returns
    -------
    dict
        Version, thresholds, those that favor precision or recall, parameters, counts and digest of the data, versions
        of libraries, out-of-fold metrics.
    """
    data_digest = _digest(pages)
    return {
        "version": _version(data_digest, params, base_version),
        "thresholds": {view: fit.threshold for view, fit in views.items()},
        "favor": {name: {view: fit.favor[name] for view, fit in views.items() if name in fit.favor} for name in FAVORS},
        "params": _recipe(params),
        "seed": params.seed,
        "data": {
            "pages": {view: len(fit.pages) for view, fit in views.items()},
            "lines": {view: len(fit.cross.p_boilerplate) for view, fit in views.items()},
            "languages": dict(Counter(page.lang or "unknown" for page in pages).most_common()),
            "sources": dict(Counter(page.source or "unknown" for page in pages).most_common()),
            "sites": len({page.site for page in pages}),
            "sha256": data_digest,
        },
        "libraries": {
            "python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "scikit-learn", "selectolax")},
        },
        "metrics": {view: _metrics(fit) for view, fit in views.items()},
    }


def _recipe(params: TrainParams) -> dict[str, Any]:
    """The parameters as JSON values; of early stopping only where it is on, so that a model that is trained without has
    the version that it had before networks could stop early.
    """
    recipe = asdict(params)
    for network in (recipe["network"], recipe["text_network"]):
        if not network["early_stopping"]:
            for name in ("early_stopping", "validation_fraction", "n_iter_no_change"):
                del network[name]
    return recipe


def _version(data_digest: str, params: TrainParams, base_version: str | None) -> str:
    """Version of bbclf, and a digest of data, parameters and base."""
    parts = [data_digest, _recipe(params), *([] if base_version is None else [base_version])]
    recipe = json.dumps(parts, sort_keys=True)
    return f"{__version__}+{hashlib.sha256(recipe.encode()).hexdigest()[:8]}"


def _digest(pages: Sequence[TrainingPage]) -> str:
    """Digest of all lines, labels and weights."""
    digest = hashlib.sha256()
    for page in pages:
        digest.update("\n".join(page.page.lines).encode("utf-8", "surrogatepass"))
        digest.update(page.is_boilerplate.tobytes() + page.weight.tobytes())
    return digest.hexdigest()


def _metrics(fit: ViewFit) -> dict[str, float]:
    """Out-of-fold word F1 by line labels: of the content that is kept, and of keeping every line."""
    lines, n_words = fit.cross.lines, fit.cross.n_words
    before = page_scores(np.zeros(len(lines.page), dtype=np.bool_), lines, n_words)
    after = page_scores(fit.is_boilerplate, lines, n_words)
    return {
        "word_f1_by_labels": round(float(np.nanmean(after)), 4),
        "word_f1_by_labels_keep_all": round(float(np.nanmean(before)), 4),
    }
