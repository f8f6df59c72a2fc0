"""Parameters of training, each with its range, and how they are read from TOML."""

from __future__ import annotations

import dataclasses
import math
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

from bbclf.errors import InputError
from bbclf.network import MAX_UNITS
from bbclf.view import View

__all__ = ["LexicalParams", "NetworkParams", "TrainParams", "read_params"]


class Range(NamedTuple):
    """Values that a parameter may have, bounds included."""

    low: float
    high: float = math.inf

    def __contains__(self, value: object) -> bool:
        return isinstance(value, (int, float)) and math.isfinite(value) and self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.low:g} or more" if self.high == math.inf else f"from {self.low:g} to {self.high:,.12g}"


COUNT = Range(1)
POSITIVE = Range(1e-9)
"""Above 0; smaller values are of no use."""
UNIT_INTERVAL = Range(0, 1)
VOCABULARY_BITS = Range(1, 24)


def check_ranges(params: Any) -> None:
    """Make sure that every parameter of a dataclass is in the range of its annotation.

    Raises
    ------
    InputError
        One is not; the message has its name, its range and its value.
    """
    for name, hint in get_type_hints(type(params), include_extras=True).items():
        value = getattr(params, name)
        for allowed in getattr(hint, "__metadata__", ()):
            if value not in allowed:
                raise InputError(f"{name} must be {allowed}, got {value}")


@dataclass(frozen=True, slots=True)
class NetworkParams:
    """The networks of a view, in the terms of :class:`sklearn.neural_network.MLPClassifier`.

    Attributes
    ----------
    n_networks : int
        Networks whose log-odds are averaged.
    n_units : int
        Of the hidden layer of each; all together at most :data:`bbclf.network.MAX_UNITS`.
    epochs, batch_size : int
        With early stopping, the most epochs.
    early_stopping : bool
        Each network is trained without some of the pages, ends when its loss on them has not fallen for
        `n_iter_no_change` epochs, and has the weights of its best epoch. Three epochs are enough for thousands of
        pages, and too few for those of one site (training/EXPERIMENTS.md, "Early stopping").
    validation_fraction : float
        Share of the pages that a network is trained without, other ones for each; each view of a page counts as a page.
    n_iter_no_change : int
    learning_rate, alpha : float
        Of Adam, and the strength of the L2 penalty.
    clip : float
        Standard deviations beyond which an input is clipped.
    max_rows : int
        Lines are sampled by their weight (:func:`bbclf.fit.lines.sample_rows`); how many would be drawn if all
        weighed the same.
    case_dropout : float
        Share of the lines, 0 to 1, that are shown as they would look in a script without case (:mod:`bbclf.fit.case`).

    Raises
    ------
    InputError
        A value is out of range.
    """

    n_networks: Annotated[int, Range(1, MAX_UNITS)] = 3
    n_units: Annotated[int, Range(1, MAX_UNITS)] = 64
    epochs: Annotated[int, COUNT] = 30
    batch_size: Annotated[int, COUNT] = 256
    early_stopping: bool = True
    validation_fraction: Annotated[float, Range(0.01, 0.9)] = 0.2
    n_iter_no_change: Annotated[int, COUNT] = 5
    learning_rate: Annotated[float, Range(1e-9, 1)] = 0.001
    alpha: Annotated[float, Range(0)] = 0.0001
    clip: Annotated[float, POSITIVE] = 3.0
    max_rows: Annotated[int, COUNT] = 300_000
    case_dropout: Annotated[float, UNIT_INTERVAL] = 0.0

    def __post_init__(self) -> None:
        check_ranges(self)
        if self.n_networks * self.n_units > MAX_UNITS:
            raise InputError(
                f"n_networks * n_units must be {MAX_UNITS} or less, got {self.n_networks} * {self.n_units}"
            )


@dataclass(frozen=True, slots=True)
class LexicalParams:
    """The logistic regressions of the two vocabularies.

    Attributes
    ----------
    word_bits, attribute_bits : int
        Base-2 logarithm of the number of buckets.
    alpha : float
        Strength of the L2 penalty; the learning rate follows from it.
    epochs : int

    Raises
    ------
    InputError
        A value is out of range.
    """

    word_bits: Annotated[int, VOCABULARY_BITS] = 18
    attribute_bits: Annotated[int, VOCABULARY_BITS] = 16
    alpha: Annotated[float, POSITIVE] = 3e-5
    epochs: Annotated[int, COUNT] = 6

    def __post_init__(self) -> None:
        check_ranges(self)


@dataclass(frozen=True, slots=True)
class TrainParams:
    """All of training.

    Attributes
    ----------
    seed, n_folds : int
    site_power, lang_power : float
        A page weighs (pages of its site) ** -site_power * (pages of its language) ** -lang_power.
    max_harm : float
        Leftover view only: share of pages, 0 to 1, that may lose more than .05 of word F1 by the threshold.
    lexical : LexicalParams
    network, text_network : NetworkParams
        Of HTML and of text. Text has a larger ``clip``: the signs of residue, such as brackets around a whole line, are
        rare in it, many standard deviations from the mean, and a small value would clip them. It has ``case_dropout``,
        too: there is less to tell residue by than in HTML.

    Raises
    ------
    InputError
        A value is out of range.
    """

    seed: Annotated[int, Range(0, 2**31)] = 1
    n_folds: Annotated[int, Range(2)] = 4
    site_power: Annotated[float, UNIT_INTERVAL] = 0.5
    lang_power: Annotated[float, UNIT_INTERVAL] = 0.3
    max_harm: Annotated[float, UNIT_INTERVAL] = 0.016
    lexical: LexicalParams = field(default_factory=LexicalParams)
    network: NetworkParams = field(default_factory=NetworkParams)
    text_network: NetworkParams = field(default_factory=lambda: NetworkParams(clip=8.0, case_dropout=0.4))

    def __post_init__(self) -> None:
        check_ranges(self)

    def of_network(self, name: View) -> TrainParams:
        """The parameters with those of one network as :attr:`network`."""
        return dataclasses.replace(self, network=self.text_network) if name == "text" else self


def read_params(path: str | os.PathLike[str]) -> TrainParams:
    """Read parameters from TOML; those that the file leaves out have their defaults.

    Parameters
    ----------
    path : str or path-like
        Top-level keys are those of :class:`TrainParams`; tables ``[lexical]``, ``[network]`` and
        ``[text_network]``.

    Returns
    -------
    TrainParams

    Raises
    ------
    InputError
        Not TOML, an unknown name, or a value of another type or out of range.
    """
    try:
        values = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"not readable as TOML: {error}", path=str(path)) from None
    params: TrainParams = _fill(TrainParams(), values, str(path))
    return params


def _fill(defaults: Any, values: dict[str, Any], path: str, table: str = "") -> Any:
    """The dataclass `defaults` with `values` in place of its own."""
    known = {column.name: getattr(defaults, column.name) for column in dataclasses.fields(defaults)}
    changed = {}
    for name, value in values.items():
        if name not in known:
            raise InputError(f"unknown parameter {table}{name!r}; known: {', '.join(known)}", path=path)
        default = known[name]
        if dataclasses.is_dataclass(default) and isinstance(value, dict):
            changed[name] = _fill(default, value, path, f"{name}.")
        elif isinstance(default, float) and isinstance(value, (int, float)) and not isinstance(value, bool):
            changed[name] = float(value)
        elif type(value) is type(default):
            changed[name] = value
        else:
            raise InputError(f"{table}{name} must be {type(default).__name__}, got {type(value).__name__}", path=path)
    try:
        return dataclasses.replace(defaults, **changed)
    except InputError as error:
        raise InputError(f"{table}{error.message}", path=path) from None
