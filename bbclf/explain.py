"""Why a line is labelled as it is: what each column adds to its log-odds, summed to a few readable reasons.

The method is integrated gradients (Sundararajan, Taly, Yan 2017): the network's gradient is integrated on the straight
path from the page's mean line to the line. Units are rectified linear, so that each is switched on or off at most once
on the way; the integral is a finite sum, without any error of steps, and contributions add up exactly.

Lines at the same DOM path share their log-odds (:mod:`bbclf.features.pooling`): what that adds is a reason of its own,
and so is what other pages of the site add (:mod:`bbclf.site`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bbclf.errors import InputError
from bbclf.features import FEATURES, GROUP_OF_COLUMN, Group, featurise
from bbclf.labels import BOILERPLATE, CONTENT
from bbclf.model import Model
from bbclf.network import Network, Scaling
from bbclf.page import Explanation, LabelledPage, LineBatch, Reason
from bbclf.site.columns import SITE_COLUMNS
from bbclf.site.correction import SiteCorrection, log_odds
from bbclf.view import NETWORK_OF

__all__ = ["SITE", "TEMPLATE", "IntegratedGradients", "explain_lines"]

TEMPLATE = "other lines of its template"
"""The reason that pooling gives."""

SITE = "other pages of its site"
"""The reason that the model's site correction gives."""

_COLUMNS_OF_GROUP = {
    group: [number for number, its_group in enumerate(GROUP_OF_COLUMN) if its_group is group] for group in Group
}


def explain_lines(model: Model, labelled: LabelledPage, numbers: Sequence[int]) -> list[Explanation]:
    """Explain the labels of some lines of a page.

    Parameters
    ----------
    model : Model
        That labelled the page.
    labelled : LabelledPage
    numbers : sequence of int
        Of the lines, from 0.

    Returns
    -------
    list of Explanation
        In the order of `numbers`.

    Raises
    ------
    InputError
        The page has no such line.
    """
    page, numbers = labelled.page, [int(number) for number in numbers]
    for number in numbers:
        if not 0 <= number < len(page):
            raise InputError(f"there is no line {number}: the page has {len(page)}, counted from 0")
    if not numbers:
        return []
    network = model.networks[NETWORK_OF[page.view]]
    features = featurise(LineBatch([page]), model.lexical)
    inputs = network.scaling.inputs(features.X)
    gradients = IntegratedGradients(network, inputs.mean(axis=1, dtype=np.float64))
    p_network = network.predict_proba(features.X)
    pooled = features.pooled_log_odds(p_network)
    in_site = None if labelled.site_columns is None else log_odds(features.pooled(p_network))
    is_boilerplate = labelled.is_boilerplate.tolist()
    explanations = []
    for number in numbers:
        base, added = gradients.base, gradients.added(inputs[:, number].astype(np.float64))
        reasons = _by_group(_of_columns(network.scaling, added))
        if pooled is not None:
            reasons.append(Reason(TEMPLATE, float(pooled[number]) - base - float(added.sum()), {}))
        if in_site is not None and labelled.site_columns is not None:
            before = base + sum(reason.log_odds for reason in reasons)
            columns = labelled.site_columns[:, [number]]
            reasons.append(_site_reason(model.correction(page.view), columns, float(in_site[number]), before))
        strongest_first = tuple(sorted(reasons, key=lambda reason: -abs(reason.log_odds)))
        label = BOILERPLATE if is_boilerplate[number] else CONTENT
        p = float(labelled.p_boilerplate[number])
        line = page.lines[number]
        explanations.append(Explanation(number, line, label, p, labelled.threshold, base, strongest_first))
    return explanations


class IntegratedGradients:
    """Integrated gradients of the log-odds on straight paths from one point to others, exactly.

    Parameters
    ----------
    network : Network
    start : ndarray of float64, shape (n_inputs,)
        Inputs of the network, as its scaling makes them.

    Attributes
    ----------
    base : float
        Log-odds at `start`.
    """

    def __init__(self, network: Network, start: NDArray[np.float64]) -> None:
        self._start, self._bias = start, network.bias
        self._weights, self._out = network.weights.astype(np.float64), network.out * network.out_scale
        self._before = self._weights @ start + network.bias
        self.base = float(self._out @ np.maximum(self._before, 0)) + network.out_bias

    def added(self, end: NDArray[np.float64]) -> NDArray[np.float64]:
        """What each input adds, shape (n_inputs,); :attr:`base` and their sum are the log-odds at `end`."""
        before, after = self._before, self._weights @ end + self._bias
        # A unit's sum changes evenly on the way, so that it is above 0 on one part of the path.
        rise = np.maximum(after, 0) - np.maximum(before, 0)
        active = np.divide(rise, after - before, out=(after > 0).astype(np.float64), where=after != before)
        added: NDArray[np.float64] = (self._out * active) @ self._weights * (end - self._start)
        return added


def _of_columns(scaling: Scaling, of_inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each column of X adds, its flag included, shape (n_features,)."""
    n_features = len(scaling.center)
    return of_inputs[:n_features] + np.bincount(scaling.flagged, of_inputs[n_features:], minlength=n_features)


def _site_reason(correction: SiteCorrection, columns: NDArray[np.float64], by_itself: float, before: float) -> Reason:
    """What other pages of the site add; ``bias`` is what the correction adds to every line."""
    after = float(correction.log_odds(np.array([by_itself]), columns)[0])
    of_columns = dict(zip(SITE_COLUMNS, correction.of_columns(columns)[:, 0].tolist(), strict=True))
    added = {name: value for name, value in of_columns.items() if value}
    added["bias"] = after - before - sum(added.values())
    return Reason(SITE, after - before, dict(sorted(added.items(), key=lambda column: -abs(column[1]))))


def _by_group(of_columns: NDArray[np.float64]) -> list[Reason]:
    """Contributions of columns summed to the reasons of their groups."""
    reasons = []
    values = of_columns.tolist()
    for group, numbers in _COLUMNS_OF_GROUP.items():
        columns = {FEATURES[number].name: values[number] for number in numbers if values[number]}
        strongest_first = dict(sorted(columns.items(), key=lambda column: -abs(column[1])))
        reasons.append(Reason(str(group), sum(columns.values()), strongest_first))
    return reasons
