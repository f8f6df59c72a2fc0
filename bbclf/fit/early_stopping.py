"""Training of a network that ends once it labels pages that it is not trained on no better.

scikit-learn's own early stopping holds out lines. Those of one page are alike, so that a network that
is overfitted to its other lines labels them well too; here whole pages are held out.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier
from sklearn.utils import check_random_state

from bbclf.fit.params import NetworkParams

__all__ = ["fit_until_no_gain", "hold_out_pages"]


def hold_out_pages(page: NDArray[np.int64], fraction: float, seed: int) -> NDArray[np.bool_]:
    """Choose a random share of the pages.

    Parameters
    ----------
    page : ndarray of int64, shape (n_lines,)
        Number of the page of each line.
    fraction : float
        Share of the pages, 0 to 1; at least one is chosen, and at least one is not.
    seed : int

    Returns
    -------
    ndarray of bool, shape (n_lines,)
        Whether each line's page is chosen; nowhere if there is only one page.
    """
    pages = np.unique(page)
    n_chosen = min(max(round(fraction * len(pages)), 1), len(pages) - 1)
    return np.isin(page, np.random.default_rng(seed).permutation(pages)[:n_chosen])


def fit_until_no_gain(
    classifier: MLPClassifier,
    inputs: NDArray[Any],
    labels: NDArray[np.bool_],
    weight: NDArray[np.float64],
    held_out: NDArray[np.bool_],
    params: NetworkParams,
) -> int:
    """Train a network until its log loss on lines that are held out falls no more.

    Parameters
    ----------
    classifier : MLPClassifier
        Not yet trained; afterwards it has the weights of its best epoch.
    inputs : ndarray, shape (n_lines, n_inputs)
    labels : ndarray of bool, shape (n_lines,)
    weight : ndarray of float64, shape (n_lines,)
    held_out : ndarray of bool, shape (n_lines,)
        Lines that are not trained on, one or more.
    params : NetworkParams
        Of which `epochs` and `n_iter_no_change` count.

    Returns
    -------
    int
        The best epoch, from 1.
    """
    trained = inputs[~held_out], labels[~held_out], weight[~held_out]
    classifier.set_params(
        batch_size=min(classifier.batch_size, len(trained[0])),
        random_state=check_random_state(classifier.random_state),  # of a number, each epoch would have the same order
    )
    best_loss, best_epoch, best = np.inf, 0, classifier
    for epoch in range(1, params.epochs + 1):
        classifier.partial_fit(*trained, classes=[False, True])
        p_boilerplate = classifier.predict_proba(inputs[held_out])[:, 1]
        loss = log_loss(labels[held_out], p_boilerplate, sample_weight=weight[held_out], labels=[False, True])
        if loss < best_loss:
            best_loss, best_epoch, best = loss, epoch, deepcopy(classifier)
        elif epoch - best_epoch >= params.n_iter_no_change:
            break
    classifier.coefs_, classifier.intercepts_ = best.coefs_, best.intercepts_
    return best_epoch
