"""Figures of a view from its out-of-fold results: scores of groups of pages, calibration, kinds of wrong lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbclf.decision import page_thresholds
from bbclf.evaluation.curve import THRESHOLDS
from bbclf.fit import ViewFit
from bbclf.fit.lines import site_of
from bbclf.steering import Favor
from training.model.page_groups import group_scores, score_pages
from training.model.wrong_lines import kind_errors
from training.sources.lexicon import base_language

__all__ = ["view_figures"]

N_BINS = 10
"""Of the probabilities, for calibration."""


def view_figures(fit: ViewFit, page_types: Mapping[str, str], made_by: Sequence[str | None]) -> dict[str, Any]:
    """What the model card says of a view.

    Parameters
    ----------
    fit : ViewFit
    page_types : mapping of str to str
        Type (``"article"``, ``"forum"``, ...) by page id; pages whose type is not known are in no such group.
    made_by : sequence of str or None, length n_pages
        The converter or extractor that made the text of each page of `fit`; of HTML None.

    Returns
    -------
    dict
        ``threshold``; ``repeats``: whether the same pages are there several times; ``groups``: for each way of
        grouping the pages, rows of :class:`GroupScore`; ``favor``: precision and recall by what is favored;
        ``thresholds``: the same for one threshold on every page; ``calibration``; ``errors``: rows of
        :class:`KindErrors`.
    """
    return {
        "threshold": fit.threshold,
        "repeats": len({page.page.id for page in fit.pages}) < len(fit.pages),
        "groups": _groups(fit, page_types, made_by),
        "favor": _favor(fit),
        "thresholds": [
            {"threshold": threshold, **_means(fit, fit.cross.p_boilerplate >= threshold)} for threshold in THRESHOLDS
        ],
        "calibration": _calibration(fit),
        "errors": [row._asdict() for row in kind_errors(fit)],
    }


def _groups(
    fit: ViewFit, page_types: Mapping[str, str], made_by: Sequence[str | None]
) -> dict[str, list[dict[str, Any]]]:
    scores = score_pages(fit.is_boilerplate, fit.cross.lines, fit.cross.n_words)
    sites = [site_of(page) for page in fit.pages]
    groupings: dict[str, list[str | None]] = {
        "language": [base_language(page.lang) if page.lang else "unknown" for page in fit.pages],
        "source": [page.source or "unknown" for page in fit.pages],
        "page type": [page_types.get(page.page.id or "") for page in fit.pages],
        "made by": list(made_by),
    }
    return {
        name: [row._asdict() for row in group_scores(scores, groups, sites)]
        for name, groups in groupings.items()
        if set(groups) != {None}
    }


def _favor(fit: ViewFit) -> list[dict[str, Any]]:
    """Means over pages with the thresholds for precision, with the model's own, and with those for recall."""
    cross, view = fit.cross, fit.pages[0].page.view
    chosen: dict[Favor | None, float] = {None: fit.threshold}
    chosen.update(fit.favor.items())
    rows = []
    for favor, threshold in sorted(chosen.items(), key=lambda item: item[1]):
        of_page = page_thresholds(cross.p_boilerplate, cross.n_words, cross.lines.starts, threshold, view, favor)
        is_boilerplate = cross.p_boilerplate >= of_page[cross.lines.page]
        rows.append({"name": favor or "neither", "threshold": threshold, **_means(fit, is_boilerplate)})
    return rows


def _means(fit: ViewFit, is_boilerplate: NDArray[np.bool_]) -> dict[str, float]:
    """Means over pages with some labels."""
    scores = score_pages(is_boilerplate, fit.cross.lines, fit.cross.n_words)
    return {
        "precision": float(np.nanmean(scores.precision)),
        "recall": float(np.nanmean(scores.recall)),
        "f1": float(np.nanmean(scores.f1)),
        "harmed": float(scores.harmed.sum() / (~np.isnan(scores.f1)).sum()),
    }


def _calibration(fit: ViewFit) -> dict[str, Any]:
    """How often lines of a probability are boilerplate, each line counted by its weight."""
    lines, p = fit.cross.lines, fit.cross.p_boilerplate
    bins = np.minimum((p * N_BINS).astype(np.int64), N_BINS - 1)
    rows, error = [], 0.0
    for number in range(N_BINS):
        weight = lines.weight * (bins == number)
        if not weight.sum():
            continue
        mean = float(np.average(p, weights=weight))
        found = float(np.average(lines.is_boilerplate, weights=weight))
        share = float(weight.sum() / lines.weight.sum())
        error += share * abs(mean - found)
        rows.append(
            {"low": number / N_BINS, "high": (number + 1) / N_BINS, "lines": share, "mean": mean, "found": found}
        )
    return {"expected_error": error, "bins": rows}
