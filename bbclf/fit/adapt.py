"""From a model and labelled pages of one's own to a model for pages like them.

Each network of the base is trained further on the pages, with the base's vocabularies, and takes a part of the way that
its weights have gone. How much, the pages of one fold at a time tell, by networks that were trained on the other folds;
it can be none, so that the model is never worse than the base on pages that were held out. Thresholds stay the base's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.decision import page_thresholds
from bbclf.errors import DatasetError
from bbclf.features import FeatureBatch
from bbclf.fit.continuation import Continuation, continue_training
from bbclf.fit.cross_fit import OutOfFold, featurise_pages, pooled
from bbclf.fit.fit import check_labels, in_folds
from bbclf.fit.lines import Lines, collect_lines, page_weights, sample_rows
from bbclf.fit.manifest import make_manifest
from bbclf.fit.params import TrainParams
from bbclf.fit.results import Fitted, ViewFit
from bbclf.fit.thresholds import page_scores
from bbclf.model import Model
from bbclf.network import Network
from bbclf.steering import FAVORS
from bbclf.view import NETWORK_OF, VIEWS, View

__all__ = ["adapt_model"]

PARTS = (0.0, 0.25, 0.5, 0.75)
"""Parts of the way that are tried. All of it gains .002 more on the site, and changes most of what the base does with
other pages (training/EXPERIMENTS.md, "Adapting")."""

TOLERANCE = 0.003
"""Mean word F1 on held-out pages that may be given up to stay nearer to the base, for the sake of all other pages."""


def adapt_model(
    pages: Sequence[TrainingPage],
    base: Model,
    params: TrainParams | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> Fitted:
    """Adapt a model to labelled pages.

    Parameters
    ----------
    pages : sequence of TrainingPage
        Of one site or several. Views that they lack keep the base's network.
    base : Model
    params : TrainParams, optional
        Of which `seed`, `n_folds`, `site_power`, `lang_power` and `network.max_rows` count.
    report : callable of str
        Called at each step, and with each warning, with one line of text.

    Returns
    -------
    Fitted
        Its views are those of the pages.

    Raises
    ------
    DatasetError
        There are fewer pages than folds, a view or a fold without lines of both labels, or a view that the base lacks.
    """
    params = TrainParams() if params is None else params
    pages, folds = in_folds(pages, params.n_folds, report)
    check_labels(pages)
    views: dict[View, ViewFit] = {}
    networks: dict[View, Network] = dict(base.networks)
    parts: dict[View, float] = {}
    for view in VIEWS:
        numbers = [number for number, page in enumerate(pages) if page.page.view == view]
        if not numbers:
            continue
        if view not in base.thresholds:
            raise DatasetError(f"the base has no network for view {view!r}: train a model without a base")
        report(f"{view}: {len(numbers)} pages, {params.n_folds} folds")
        # A network that labels two views goes on from what the pages of the first have made of it.
        name = NETWORK_OF[view]
        adaptation = _Adaptation([pages[i] for i in numbers], folds[numbers], base, networks[name], view, params)
        parts[view], views[view] = adaptation.choose()
        networks[name] = adaptation.train(np.ones(len(numbers), dtype=np.bool_)).network(parts[view])
        report(f"{view}: {parts[view]:.0%} of the way from the base's weights to those trained further")
    return Fitted(Model(base.lexical, networks, _manifest(pages, views, params, base, parts), base.corrections), views)


class _Adaptation:
    """The pages of one view, their columns by the base's vocabularies, and the base's network to go on from."""

    def __init__(
        self,
        pages: list[TrainingPage],
        folds: NDArray[np.int64],
        base: Model,
        network: Network,
        view: View,
        params: TrainParams,
    ) -> None:
        self._pages, self._folds, self._base, self._view, self._params = pages, folds, base, view, params
        self._network = network
        self._batches: list[FeatureBatch] = featurise_pages(pages, base.lexical)
        self._X = np.concatenate([batch.X for batch in self._batches])
        self._n_words = np.concatenate([batch.words for batch in self._batches])
        self._weights = page_weights(pages, params)
        self._lines: Lines = collect_lines(pages, self._n_words, self._weights)

    def train(self, of_page: NDArray[np.bool_]) -> Continuation:
        """Train the base's network further on some of the pages."""
        rows, weight = sample_rows(self._lines.weight, self._params.network.max_rows, self._params.seed)
        used = of_page[self._lines.page[rows]]
        rows, weight = rows[used], weight[used]
        return continue_training(
            self._network, self._X[rows], self._lines.is_boilerplate[rows], weight, self._params.seed
        )

    def choose(self) -> tuple[float, ViewFit]:
        """The part of the way with which held-out pages are labelled well, and what it makes of them."""
        fold = self._folds[self._lines.page]
        of_part = {part: np.zeros(len(fold), dtype=np.float32) for part in PARTS}
        for k in np.unique(self._folds).tolist():
            continuation = self.train(self._folds != k)
            for part, p in of_part.items():
                p[fold == k] = continuation.network(part).predict_proba(self._X[fold == k])
        found = {part: self._view_fit(p) for part, p in of_part.items()}
        means = {part: self._mean_f1(fit) for part, fit in found.items()}
        best = max(means.values())
        part = min(part for part, mean in means.items() if mean >= best - TOLERANCE)
        return part, found[part]

    def _view_fit(self, p_boilerplate: NDArray[np.float32]) -> ViewFit:
        p, base, view = pooled(self._batches, p_boilerplate), self._base, self._view
        thresholds = page_thresholds(p, self._n_words, self._lines.starts, base.threshold(view), view)
        named = base.manifest.get("favor", {})
        favor = {name: base.threshold(view, name) for name in FAVORS if view in named.get(name, {})}
        cross = OutOfFold(self._lines, p, self._n_words)
        return ViewFit(self._pages, cross, base.threshold(view), favor, thresholds)

    def _mean_f1(self, fit: ViewFit) -> float:
        scores = page_scores(fit.is_boilerplate, self._lines, self._n_words)
        judged = ~np.isnan(scores)
        return float(np.average(scores[judged], weights=self._weights[judged])) if judged.any() else 0.0


def _manifest(
    pages: Sequence[TrainingPage],
    views: dict[View, ViewFit],
    params: TrainParams,
    base: Model,
    parts: dict[View, float],
) -> dict[str, Any]:
    """The manifest of training on the pages, with the base's thresholds and what was taken of the base."""
    manifest = make_manifest(pages, views, params, base.version)
    return {
        **manifest,
        "thresholds": dict(base.thresholds),
        "favor": dict(base.manifest.get("favor", {})),
        "base": {"version": base.version, "parts": parts},
        **({"site": base.manifest["site"]} if "site" in base.manifest else {}),
    }
