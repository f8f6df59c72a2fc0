"""Networks: trained by scikit-learn, then rounded to integer weights."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from bbclf.fit.case import with_case_dropout
from bbclf.fit.early_stopping import fit_until_no_gain, hold_out_pages
from bbclf.fit.lines import check_both_labels
from bbclf.fit.params import NetworkParams, TrainParams
from bbclf.fit.scaling import fit_scaling
from bbclf.network import INPUT_LIMIT, INPUT_STEPS, MAX_HIDDEN, MAX_OUT, Network, Scaling

__all__ = ["export_network", "fit_classifiers", "fit_network"]


def fit_classifiers(
    X: NDArray[np.float32],
    is_boilerplate: NDArray[np.bool_],
    weight: NDArray[np.float64],
    page: NDArray[np.int64],
    scaling: Scaling,
    params: NetworkParams,
    seed: int,
) -> list[MLPClassifier]:
    """Train several networks that differ only in their seed, and with early stopping in the pages that they do not see.

    Parameters
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float64, shape (n_lines,)
        Lines of weight 0 are left out.
    page : ndarray of int64, shape (n_lines,)
        Number of the page of each line.
    scaling : Scaling
        Fitted with the `clip` of `params`.
    params : NetworkParams
    seed : int
        Of the first network; the others have the seeds that follow.

    Returns
    -------
    list of MLPClassifier
        Their input is ``scaling.inputs(X) / INPUT_STEPS``.

    Raises
    ------
    DatasetError
        There are not lines of both labels.
    """
    check_both_labels(is_boilerplate, weight, "every fold")
    used = weight > 0
    labels, weight, page = is_boilerplate[used], weight[used], page[used]
    inputs = np.ascontiguousarray(scaling.inputs(X[used]).T) / INPUT_STEPS
    # What a network learns depends on the scale of its inputs. So it is trained on columns in standard deviations,
    # whatever `clip` is, and its weights are converted to the inputs of the scaling afterwards.
    n_features = X.shape[1]
    deviations = params.clip * INPUT_STEPS / INPUT_LIMIT  # in an input of 1
    inputs[:, :n_features] *= deviations
    classifiers = []
    with warnings.catch_warnings(), threadpool_limits(1):  # threads add in a different order each time
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of epochs is a parameter
        for number in range(params.n_networks):
            classifier = MLPClassifier(
                (params.n_units,),
                alpha=params.alpha,
                batch_size=min(params.batch_size, len(inputs)),
                learning_rate_init=params.learning_rate,
                max_iter=params.epochs,
                n_iter_no_change=params.epochs + 1,  # its own early stopping is off
                random_state=seed + number,
            )
            if params.early_stopping and page.min() < page.max():  # of one page, nothing can be held out
                held_out = hold_out_pages(page, params.validation_fraction, seed + number)
                fit_until_no_gain(classifier, inputs, labels, weight, held_out, params)
            else:
                classifier.fit(inputs, labels, sample_weight=weight)
            classifier.coefs_[0][:n_features] *= deviations
            classifiers.append(classifier)
    return classifiers


def export_network(classifiers: Sequence[MLPClassifier], scaling: Scaling) -> Network:
    """Join trained networks into one whose log-odds are the mean of theirs.

    Parameters
    ----------
    classifiers : sequence of MLPClassifier
    scaling : Scaling
        Of their inputs.

    Returns
    -------
    Network
        Weights are rounded to the finest steps with which all sums are exact.
    """
    weights = np.concatenate([classifier.coefs_[0] for classifier in classifiers], axis=1).T.astype(np.float64)
    bias = np.concatenate([classifier.intercepts_[0] for classifier in classifiers]).astype(np.float64)
    out = np.concatenate([classifier.coefs_[1][:, 0] for classifier in classifiers]).astype(np.float64)
    largest_sum = (INPUT_LIMIT * np.abs(weights).sum(axis=1) + INPUT_STEPS * np.abs(bias)).max()
    rounding = (INPUT_LIMIT * weights.shape[1] + 1) / 2  # what it can add to a sum
    steps = min((MAX_HIDDEN - 1 - rounding) / largest_sum, np.iinfo(np.int16).max / np.abs(weights).max())
    out_steps = MAX_OUT / np.abs(out).max()
    return Network(
        scaling=scaling,
        weights=np.rint(weights * steps).astype(np.int16),
        bias=np.rint(bias * steps * INPUT_STEPS).astype(np.int32),
        out=np.rint(out * out_steps).astype(np.int32),
        out_scale=float(1 / (out_steps * steps * INPUT_STEPS * len(classifiers))),
        out_bias=float(np.mean([classifier.intercepts_[1][0] for classifier in classifiers])),
    )


def fit_network(
    X: NDArray[np.float32],
    is_boilerplate: NDArray[np.bool_],
    weight: NDArray[np.float64],
    page: NDArray[np.int64],
    params: TrainParams,
) -> Network:
    """Train a network.

    Parameters
    ----------
    X : ndarray of float32, shape (n_lines, n_features)
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float64, shape (n_lines,)
    page : ndarray of int64, shape (n_lines,)
        Number of the page of each line.
    params : TrainParams
        Of which `network` and `seed` count.

    Returns
    -------
    Network

    Raises
    ------
    DatasetError
        There are not lines of both labels.
    """
    X = with_case_dropout(X, params.network.case_dropout, params.seed)
    scaling = fit_scaling(X, params.network.clip)
    weight = weight / max(weight.mean(), 1e-9)
    classifiers = fit_classifiers(X, is_boilerplate, weight, page, scaling, params.network, params.seed)
    return export_network(classifiers, scaling)
