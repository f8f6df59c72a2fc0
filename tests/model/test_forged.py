"""Model folders whose arrays were forged: the digest is right, the arrays are not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bbclf.errors import ModelIntegrityError
from bbclf.features import FEATURES
from bbclf.model import load_model
from bbclf.network import MAX_HIDDEN, MAX_OUT, MAX_UNITS
from tests.support.model_folders import Arrays, forge_arrays, read_arrays, results

Change = Callable[[Arrays], dict[str, Any]]


def put(name: str, place: int, value: float) -> Change:
    """A change of one element, counted through all dimensions."""

    def change(arrays: Arrays) -> Arrays:
        arrays[name].flat[place] = value
        return arrays

    return change


def replace(name: str, make: Callable[[np.ndarray], Any]) -> Change:
    """A change of one array."""
    return lambda arrays: arrays | {name: make(arrays[name])}


def again(name: str, place: int = -1) -> Change:
    """A change of an array's length: one of its elements twice."""
    return replace(name, lambda array: np.append(array, array[place]))


def without(name: str) -> Change:
    return lambda arrays: {other: array for other, array in arrays.items() if other != name}


def one_column_more(arrays: Arrays) -> Arrays:
    """Arrays of a network that fit each other, and columns that bbclf does not make."""
    wider = np.insert(arrays["text.weights"], 1, 0, axis=1)
    columns = {name: np.append(arrays[name], arrays[name][:1]) for name in ("text.center", "text.rate")}
    return arrays | columns | {"text.weights": wider}


def units(n_units: int) -> Change:
    """A network of so many units, all as its first."""

    def change(arrays: Arrays) -> Arrays:
        names = ("text.weights", "text.bias", "text.out")
        return arrays | {name: np.repeat(arrays[name][:1], n_units, axis=0) for name in names}

    return change


LOWEST = np.iinfo(np.int32).min

FORGERIES: dict[str, Change] = {
    "an input more": replace("text.weights", lambda weights: np.insert(weights, 0, 0, axis=1)),
    "an input less": replace("text.weights", lambda weights: weights[:, :-1]),
    "no network weights": replace("text.weights", lambda weights: weights[:0]),
    "units and inputs exchanged": replace("text.weights", np.transpose),
    "a unit more": again("text.bias"),
    "a unit less": replace("text.bias", lambda bias: bias[:-1]),
    "weights of one unit more": replace("text.weights", lambda weights: np.insert(weights, 0, 1, axis=0)),
    "an output more": again("text.out"),
    "an output less": replace("text.out", lambda out: out[:-1]),
    "more units than there may be": units(MAX_UNITS + 1),
    "a center less": replace("text.center", lambda center: center[:-1]),
    "a rate less": replace("text.rate", lambda rate: rate[:-1]),
    "a rate more": again("text.rate"),
    "one column more": one_column_more,
    "a flag more": again("text.flagged"),
    "a flag less": replace("text.flagged", lambda flagged: flagged[:-1]),
    "a flag out of range": put("text.flagged", 0, len(FEATURES)),
    "a flag below zero": put("text.flagged", 0, -1),
    "a center that is NaN": put("text.center", 0, np.nan),
    "a center that is infinite": put("text.center", 5, np.inf),
    "a rate that is NaN": put("text.rate", 0, np.nan),
    "a rate that is infinite": put("text.rate", 5, -np.inf),
    "an output scale that is NaN": put("text.out_scale", 0, np.nan),
    "an output scale that is infinite": put("text.out_scale", 0, np.inf),
    "an output bias that is NaN": put("text.out_bias", 0, np.nan),
    "an output bias that is infinite": put("text.out_bias", 0, -np.inf),
    "weights that add up to too much": replace("text.weights", lambda weights: np.full_like(weights, 2**10)),
    "weights that add up to too little": replace("text.weights", lambda weights: np.full_like(weights, -(2**15))),
    "a bias of a unit that is too much": put("text.bias", 0, MAX_HIDDEN),
    "a bias of a unit that is too little": put("text.bias", 0, LOWEST),
    "an output that is too much": put("text.out", 0, MAX_OUT + 1),
    "an output that is too little": put("text.out", 0, LOWEST),
    "two output scales": replace("text.out_scale", lambda scale: np.append(scale, scale)),
    "two output biases": replace("text.out_bias", lambda bias: np.append(bias, bias)),
    "no output bias": replace("text.out_bias", lambda bias: np.zeros(0)),
    "another dtype": replace("text.weights", lambda column: column.astype(np.int32)),
    "weights without a sign": replace("text.weights", lambda column: column.astype(np.uint16)),
    "a bias of fractions": replace("text.bias", lambda column: column.astype(np.float32)),
    "a center of 64 bits": replace("text.center", lambda column: column.astype(np.float64)),
    "an output scale of 32 bits": replace("text.out_scale", lambda column: column.astype(np.float32)),
    "flags that are true or false": replace("text.flagged", lambda column: column.astype(np.bool_)),
    "another byte order": replace("text.rate", lambda column: column.astype(">f4")),
    "text": replace("text.rate", lambda column: column.astype("U8")),
    "a structure": replace("text.rate", lambda column: column.view([("a", "f4")])),
    "two dimensions": replace("text.center", lambda column: column[None]),
    "weights in one dimension": replace("text.weights", np.ravel),
    "one output scale in one dimension": replace("text.out_scale", np.atleast_1d),
    **{
        f"no {name}": without(name)
        for name in (
            *(
                f"html.{name}"
                for name in ("center", "rate", "flagged", "weights", "bias", "out", "out_scale", "out_bias")
            ),
            *("words.weights", "attributes.bias"),
        )
    },
    "no arrays": lambda _: {},
    "weights that are NaN": put("words.weights", 0, np.nan),
    "weights in no power of two": replace("words.weights", lambda weights: weights[:-1]),
    "one weight": replace("words.weights", lambda weights: weights[:1]),
    "no weights": replace("attributes.weights", lambda weights: weights[:0]),
    "a bias that overflows": put("words.bias", 0, 1e300),
}


@pytest.mark.parametrize("change", FORGERIES.values(), ids=FORGERIES)
def test_forged_arrays_are_refused(folder: Path, change: Change) -> None:
    forge_arrays(folder, change(read_arrays(folder)))
    with pytest.raises(ModelIntegrityError, match=r"arrays\.npz"):
        load_model(folder)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without("html.rate"), r"html: has no array rate: get"),
        (again("text.rate"), f"text: center and rate differ in length: {len(FEATURES)} and {len(FEATURES) + 1}: get"),
        (put("text.flagged", 0, -1), rf"text: a flag is .* not exist: -1, columns are 0 to {len(FEATURES) - 1}: get"),
        (one_column_more, rf"text: center must be {len(FEATURES)} long, .*, got {len(FEATURES) + 1}: get"),
        (
            replace("text.weights", lambda weights: weights[:2]),
            r"text: layers .* shape \(3, \d+\), .*, got \(2, \d+\); .*: get",
        ),
        (
            replace("words.weights", lambda weights: weights[:3]),
            "words: weights must be a power of two long, got 3: get",
        ),
        (put("attributes.bias", 0, 1e300), r"attributes: bias must be from -65504 to 65504, got 1e\+300: get"),
        (put("text.bias", 0, LOWEST), rf"text: weights .* more than is exact: 2\d+, .* below {MAX_HIDDEN}: get"),
        (put("text.out", 0, -MAX_OUT - 1), rf"text: out .* exact: {MAX_OUT + 1}, it may be {MAX_OUT} at most: get"),
    ],
)
def test_the_message_says_what_was_expected_and_found(folder: Path, change: Change, message: str) -> None:
    forge_arrays(folder, change(read_arrays(folder)))
    with pytest.raises(ModelIntegrityError, match=rf"arrays\.npz: {message}"):
        load_model(folder)


@pytest.mark.parametrize("n_units", [0, 1, MAX_UNITS])
def test_any_number_of_units_up_to_the_greatest_is_read(folder: Path, n_units: int) -> None:
    forge_arrays(folder, units(n_units)(read_arrays(folder)))
    assert len(load_model(folder).networks["text"].bias) == n_units
    results(folder)


@pytest.mark.parametrize(
    ("name", "value"),
    [("out_scale", 1e308), ("out_scale", -1e308), ("out_bias", 1e308), ("rate", 3e38), ("center", -3e38)],
)
def test_numbers_that_are_finite_give_probabilities(folder: Path, name: str, value: float) -> None:
    def change(array: np.ndarray) -> np.ndarray:
        return np.full_like(array, value)

    forge_arrays(folder, replace(f"text.{name}", change)(read_arrays(folder)))
    p = np.frombuffer(results(folder)[0], dtype=np.float32)
    assert ((p >= 0) & (p <= 1)).all()


def test_arrays_of_the_same_values_are_no_forgery(folder: Path) -> None:
    before = results(folder)
    forge_arrays(folder, read_arrays(folder))
    assert results(folder) == before
