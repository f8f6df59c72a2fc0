"""Training that goes on from a network: some epochs on new lines, and a part of the way that the weights took.

Two things keep what the network does with all other lines. Invented lines are trained on beside the new ones, with the
network's own probabilities as labels (Robins 1995, "Catastrophic forgetting, rehearsal and pseudorehearsal"). And
weights between those before and after serve the new lines nearly as well as those after, and others better (Wortsman et
al. 2022, "Robust fine-tuning of zero-shot models"). What the second gives: training/EXPERIMENTS.md,
"Adapting".
"""

from __future__ import annotations

import warnings
from copy import deepcopy

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from bbclf.fit.lines import check_both_labels
from bbclf.fit.networks import export_network
from bbclf.network import INPUT_LIMIT, INPUT_STEPS, Network

__all__ = ["Continuation", "continue_training"]

EPOCHS = 10
LEARNING_RATE = 3e-4
BATCH_SIZE = 64
"""Chosen 2026-11 on six sites with 5 to 20 pages each: twice as many epochs gain no more (training/EXPERIMENTS.md,
"Adapting")."""

N_INVENTED = 2000
"""Invented lines; together they weigh as much as the new lines."""

MEAN_WEIGHT = 0.1
"""Mean size of the weights of the hidden layer, about that of networks trained from random weights: the learning rate
is for weights of this size, and those of a stored network are integers."""


class Continuation:
    """A network before and after further training.

    Parameters
    ----------
    network : Network
        Before.
    start, end : MLPClassifier
        The same, and after; their input is ``network.scaling.inputs(X) / INPUT_STEPS``.
    """

    def __init__(self, network: Network, start: MLPClassifier, end: MLPClassifier) -> None:
        self._network = network
        self._start = start
        self._end = end

    def network(self, weight: float) -> Network:
        """A network on the way.

        Parameters
        ----------
        weight : float
            0 gives the network before, to the last bit, 1 the one after.

        Returns
        -------
        Network
            Of as many units.
        """
        if weight == 0:
            return self._network
        between = deepcopy(self._end)
        for name in ("coefs_", "intercepts_"):
            pairs = zip(getattr(self._start, name), getattr(self._end, name), strict=True)
            setattr(between, name, [(1 - weight) * before + weight * after for before, after in pairs])
        return export_network([between], self._network.scaling)


def continue_training(
    network: Network, X: NDArray[np.float32], is_boilerplate: NDArray[np.bool_], weight: NDArray[np.float64], seed: int
) -> Continuation:
    """Train a network further.

    Parameters
    ----------
    network : Network
        It is not changed.
    X : ndarray of float32, shape (n_lines, n_features)
    is_boilerplate : ndarray of bool, shape (n_lines,)
    weight : ndarray of float64, shape (n_lines,)
        Lines of weight 0 are left out.
    seed : int
        Of the order of lines.

    Returns
    -------
    Continuation

    Raises
    ------
    DatasetError
        There are not lines of both labels.
    """
    check_both_labels(is_boilerplate, weight, "every fold")
    used = weight > 0
    inputs = np.ascontiguousarray(network.scaling.inputs(X[used]).T) / np.float32(INPUT_STEPS)
    labels, weight = is_boilerplate[used], weight[used] / weight[used].sum()
    start = _as_classifier(network, inputs, labels, seed)
    invented = _invented_inputs(inputs, len(network.scaling.center), np.random.default_rng(seed))
    p_boilerplate = start.predict_proba(invented)[:, 1]
    inputs = np.concatenate([inputs, invented, invented])
    labels = np.concatenate([labels, np.repeat([True, False], len(invented))])  # each with both, by their probabilities
    weight = np.concatenate([weight, p_boilerplate / len(invented), (1 - p_boilerplate) / len(invented)])
    end = deepcopy(start)
    with warnings.catch_warnings(), threadpool_limits(1):  # threads add in a different order each time
        warnings.simplefilter("ignore", ConvergenceWarning)  # the number of epochs is a constant
        end.fit(inputs, labels, sample_weight=weight / weight.mean())
    return Continuation(network, start, end)


def _invented_inputs(inputs: NDArray[np.float32], n_columns: int, random: np.random.Generator) -> NDArray[np.float32]:
    """Inputs of lines that do not exist: columns drawn from a normal distribution; half of the lines take every second
    column, on average, from one of the new lines.

    Parameters
    ----------
    inputs : ndarray of float32, shape (n_lines, n_inputs)
        Of the new lines.
    n_columns : int
        Inputs that are columns; the others are flags, 0 unless they are taken from a line.
    random : Generator

    Returns
    -------
    ndarray of float32, shape (N_INVENTED, n_inputs)
    """
    invented = random.standard_normal((N_INVENTED, inputs.shape[1]), dtype=np.float32)
    invented = np.clip(invented, -INPUT_LIMIT / INPUT_STEPS, INPUT_LIMIT / INPUT_STEPS)
    invented[:, n_columns:] = 0
    half = N_INVENTED // 2
    of_lines = inputs[random.integers(len(inputs), size=half)]
    invented[:half] = np.where(random.random(of_lines.shape) < 0.5, of_lines, invented[:half])
    return invented


def _as_classifier(
    network: Network, inputs: NDArray[np.float32], labels: NDArray[np.bool_], seed: int
) -> MLPClassifier:
    """A network of scikit-learn with the weights of ours; its next fit goes on from them."""
    classifier = MLPClassifier(
        (len(network.bias),),
        batch_size=BATCH_SIZE,
        learning_rate_init=LEARNING_RATE,
        max_iter=EPOCHS,
        n_iter_no_change=EPOCHS + 1,  # never stop early
        random_state=seed,
        warm_start=True,
    )
    one_of_each = np.array([np.argmin(labels), np.argmax(labels)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two lines are fewer than a batch
        classifier.fit(inputs[one_of_each], labels[one_of_each])  # makes the arrays
    size = MEAN_WEIGHT / max(float(np.abs(network.weights).mean()) * INPUT_STEPS, 1e-9)
    classifier.coefs_ = [
        (network.weights.T * (INPUT_STEPS * size)).astype(np.float32),
        (network.out * (network.out_scale / size)).astype(np.float32)[:, None],
    ]
    classifier.intercepts_ = [
        (network.bias * size).astype(np.float32),
        np.array([network.out_bias], dtype=np.float32),
    ]
    return classifier
