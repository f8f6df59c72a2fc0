"""Everything that training is tuned by."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bbclf.errors import InputError

__all__ = ["ForestParams", "LexicalParams", "TrainParams", "read_params"]


@dataclass(frozen=True, slots=True)
class ForestParams:
    """One stage of trees, in the terms of :class:`sklearn.ensemble.HistGradientBoostingClassifier`.

    Attributes
    ----------
    n_trees, max_leaves, min_samples_leaf, max_bins : int
    learning_rate, l2 : float
    max_features : float
        Share of the columns tried at each split.
    max_rows : int
        Lines are drawn by their weight (:func:`bbclf.train.lines.sample_rows`); how many would be drawn if all
        weighed alike.
    """

    n_trees: int = 150
    learning_rate: float = 0.1
    max_leaves: int = 15
    min_samples_leaf: int = 40
    l2: float = 5.0
    max_bins: int = 64
    max_features: float = 0.4
    max_rows: int = 100_000


@dataclass(frozen=True, slots=True)
class LexicalParams:
    """The two vocabularies' logistic regressions.

    Attributes
    ----------
    word_bits, attribute_bits : int
        Base-2 logarithm of the number of buckets.
    alpha : float
        Strength of the L2 penalty.
    epochs : int
    """

    word_bits: int = 18
    attribute_bits: int = 16
    alpha: float = 3e-5
    epochs: int = 6


@dataclass(frozen=True, slots=True)
class TrainParams:
    """All of training.

    Attributes
    ----------
    seed, n_folds : int
    site_power, lang_power : float
        A page weighs (pages of its site) ** -site_power * (pages of its language) ** -lang_power.
    max_harm : float
        Of the leftover view: share of pages that the threshold may cost more than .05 of word F1.
    lexical : LexicalParams
    first, second : ForestParams
        The two stages.
    """

    seed: int = 1
    n_folds: int = 4
    site_power: float = 0.5
    lang_power: float = 0.3
    max_harm: float = 0.005
    lexical: LexicalParams = field(default_factory=LexicalParams)
    first: ForestParams = field(default_factory=ForestParams)
    second: ForestParams = field(default_factory=ForestParams)


def read_params(path: str | os.PathLike[str]) -> TrainParams:
    """Read parameters from TOML; what the file leaves out has its default.

    Parameters
    ----------
    path : str or path-like
        Top-level keys are those of :class:`TrainParams`; tables ``[lexical]``, ``[first]`` and ``[second]``.

    Returns
    -------
    TrainParams

    Raises
    ------
    InputError
        Not TOML, an unknown name, or a value of another type.
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
    return dataclasses.replace(defaults, **changed)
