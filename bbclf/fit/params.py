"""Everything that training is tuned by."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bbclf.errors import InputError
from bbclf.view import View

__all__ = ["LexicalParams", "NetworkParams", "TrainParams", "read_params"]


@dataclass(frozen=True, slots=True)
class NetworkParams:
    """The networks of a view, in the terms of :class:`sklearn.neural_network.MLPClassifier`.

    Attributes
    ----------
    n_networks : int
        Networks whose log-odds are averaged.
    n_units : int
        Of the hidden layer of each.
    epochs, batch_size : int
    learning_rate, alpha : float
        Of Adam, and the strength of the L2 penalty.
    reach : float
        Standard deviations of a column beyond which a line counts as being this far from the mean.
    max_rows : int
        Lines are drawn by their weight (:func:`bbclf.fit.lines.sample_rows`); how many would be drawn if all
        weighed alike.
    """

    n_networks: int = 3
    n_units: int = 64
    epochs: int = 3
    batch_size: int = 256
    learning_rate: float = 0.001
    alpha: float = 0.0001
    reach: float = 3.0
    max_rows: int = 300_000


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
    leftover_reach : float
        ``network.reach`` of the leftover view: what tells residue, such as brackets around a whole line, is rare there
        and would be cut off by a short reach.
    lexical : LexicalParams
    network : NetworkParams
    """

    seed: int = 1
    n_folds: int = 4
    site_power: float = 0.5
    lang_power: float = 0.3
    max_harm: float = 0.006
    leftover_reach: float = 8.0
    lexical: LexicalParams = field(default_factory=LexicalParams)
    network: NetworkParams = field(default_factory=NetworkParams)

    def of_view(self, view: View) -> TrainParams:
        """The parameters with what is particular to a view."""
        if view != "leftover":
            return self
        return dataclasses.replace(self, network=dataclasses.replace(self.network, reach=self.leftover_reach))


def read_params(path: str | os.PathLike[str]) -> TrainParams:
    """Read parameters from TOML; what the file leaves out has its default.

    Parameters
    ----------
    path : str or path-like
        Top-level keys are those of :class:`TrainParams`; tables ``[lexical]`` and ``[network]``.

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
