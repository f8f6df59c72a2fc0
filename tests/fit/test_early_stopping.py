"""Early stopping: whole pages are held out and the best epoch is kept; where it is off, it changes nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from bbclf.fit import NetworkParams, fit_model
from bbclf.fit.early_stopping import fit_until_no_gain, hold_out_pages
from tests.support.training_pages import HTMLS, PARAMS

STOPPING = NetworkParams(n_units=8, epochs=40, n_iter_no_change=3)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.floats(0.01, 0.9), st.integers(0, 5))
def test_whole_pages_are_held_out(numbers: list[int], fraction: float, seed: int) -> None:
    page = np.array(numbers)
    held_out = hold_out_pages(page, fraction, seed)
    assert not set(page[held_out]) & set(page[~held_out])
    n_pages, n_held_out = len(set(numbers)), len(set(page[held_out].tolist()))
    assert n_held_out == min(max(round(fraction * n_pages), 1), n_pages - 1)


def test_another_seed_holds_out_other_pages() -> None:
    page = np.arange(100)
    assert hold_out_pages(page, 0.2, 1).sum() == 20
    assert (hold_out_pages(page, 0.2, 1) == hold_out_pages(page, 0.2, 1)).all()
    assert (hold_out_pages(page, 0.2, 1) != hold_out_pages(page, 0.2, 2)).any()


def noisy_rows() -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Rows of which two in five have a random label: a network that learns them by heart gets worse at others."""
    random = np.random.default_rng(1)
    inputs = random.normal(size=(300, 20))
    return inputs, (inputs[:, 0] > 0) ^ (random.random(300) < 0.2)


def fitted(params: NetworkParams) -> tuple[MLPClassifier, int, float]:
    """A network of noisy rows, its best epoch, and its loss on the rows that were held out."""
    inputs, labels = noisy_rows()
    weight = np.linspace(0.5, 1.5, len(inputs))
    held_out = np.arange(len(inputs)) % 3 == 0
    classifier = MLPClassifier((params.n_units,), batch_size=16, learning_rate_init=0.02, random_state=1)
    epoch = fit_until_no_gain(classifier, inputs, labels, weight, held_out, params)
    p_boilerplate = classifier.predict_proba(inputs[held_out])[:, 1]
    return classifier, epoch, log_loss(labels[held_out], p_boilerplate, sample_weight=weight[held_out])


def test_the_weights_are_those_of_the_best_epoch() -> None:
    classifier, best, loss = fitted(STOPPING)
    assert 1 <= best < STOPPING.epochs - STOPPING.n_iter_no_change  # it has stopped
    losses = [fitted(replace(STOPPING, epochs=epochs))[2] for epochs in range(1, best + 1)]
    assert loss == losses[-1] == min(losses)
    again, *_ = fitted(replace(STOPPING, epochs=best))
    assert all((one == other).all() for one, other in zip(classifier.coefs_, again.coefs_, strict=True))


def test_patience_is_counted_from_the_best_epoch() -> None:
    best = fitted(STOPPING)[1]
    assert fitted(replace(STOPPING, n_iter_no_change=40))[1] >= best
    assert fitted(replace(STOPPING, n_iter_no_change=1))[1] <= best


def test_lines_that_are_held_out_are_not_trained_on() -> None:
    inputs, labels = noisy_rows()
    held_out = np.arange(len(inputs)) % 3 == 0
    one_epoch = replace(STOPPING, epochs=1)
    weights = []
    for flip in (False, True):
        classifier = MLPClassifier((8,), batch_size=16, random_state=1)
        fit_until_no_gain(classifier, inputs, labels ^ (held_out & flip), np.ones(len(inputs)), held_out, one_epoch)
        weights.append(classifier.coefs_[0])
    assert (weights[0] == weights[1]).all()


@pytest.mark.parametrize("n_pages", [2, 16])
def test_a_model_with_early_stopping(n_pages: int) -> None:
    """Of two pages each network has one, so that none can be held out: all epochs are trained."""
    params = replace(PARAMS, network=replace(PARAMS.network, early_stopping=True))
    pages = [replace(page, site=str(number)) for number, page in enumerate(HTMLS[:n_pages])]
    first, second = (fit_model(pages, params).model for _ in range(2))
    assert first.manifest["params"]["network"]["n_iter_no_change"] == 5
    assert first.version == second.version
    assert all((array == second.to_arrays()[name]).all() for name, array in first.to_arrays().items())


def test_parameters_of_early_stopping_change_nothing_where_it_is_off() -> None:
    other = replace(PARAMS, network=replace(PARAMS.network, validation_fraction=0.5, n_iter_no_change=1))
    one, two = (fit_model(HTMLS, params).model for params in (PARAMS, other))
    assert "early_stopping" not in one.manifest["params"]["network"]
    assert one.version == two.version
    assert all((array == two.to_arrays()[name]).all() for name, array in one.to_arrays().items())
