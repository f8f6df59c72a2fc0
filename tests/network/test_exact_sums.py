"""Sums are exact up to the largest that a network may have: those of Python's integers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.network import INPUT_LIMIT, INPUT_STEPS, MAX_HIDDEN, MAX_OUT, MAX_UNITS, Network
from tests.support.networks import integer_network, plain_scaling


def sums(network: Network, inputs: NDArray[np.int64]) -> list[int]:
    """What a network without flags adds up at its output, in Python's integers."""
    weights, bias, out = network.weights.tolist(), network.bias.tolist(), network.out.tolist()
    found = []
    for values in inputs.tolist():
        hidden = [sum(map(int.__mul__, row, values)) + bias[unit] for unit, row in enumerate(weights)]
        found.append(sum(vote * max(0, value) for vote, value in zip(out, hidden, strict=True)))
    return found


def test_sums_at_the_edge_are_exact(at_the_edge: Network) -> None:
    at_the_edge.check()
    random = np.random.default_rng(3)
    n_features = at_the_edge.scaling.n_inputs
    highest = np.sign(at_the_edge.weights[:20].astype(np.int64)) * INPUT_LIMIT
    hidden = highest @ at_the_edge.weights.astype(np.int64).T + at_the_edge.bias
    assert set(np.diagonal(hidden).tolist()) == {MAX_HIDDEN - 1}
    others = random.integers(-INPUT_LIMIT, INPUT_LIMIT + 1, (40, n_features))
    inputs = np.concatenate([highest, -highest, others, np.zeros((1, n_features), dtype=np.int64)])
    expected = sums(at_the_edge, inputs)
    found = at_the_edge.log_odds((inputs / INPUT_STEPS).astype(np.float32)) * 2.0**44
    assert [int(value) for value in found.tolist()] == expected


def test_the_greatest_sum_that_there_can_be_is_exact() -> None:
    n_features = 6
    weights = np.full((MAX_UNITS, n_features), (MAX_HIDDEN - 1) // INPUT_LIMIT // n_features)
    bias = [MAX_HIDDEN - 1 - INPUT_LIMIT * int(weights[0].sum())] * MAX_UNITS
    greatest = integer_network(plain_scaling(n_features), weights=weights, bias=bias, out=[MAX_OUT] * MAX_UNITS)
    greatest.check()
    X = np.full((2, n_features), INPUT_LIMIT / INPUT_STEPS, dtype=np.float32)
    assert [int(value) for value in (greatest.log_odds(X) * 2.0**44).tolist()] == [2**53 - 2**29] * 2
