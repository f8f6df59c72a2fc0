"""What fills residue: forms that every language shares, and invented names and numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from numpy.random import Generator

__all__ = ["FORMS", "digits", "email", "invented_name", "pick"]

T = TypeVar("T")

FORMS: Mapping[str, Sequence[str]] = tomllib.loads(Path(__file__).with_name("forms.toml").read_text(encoding="utf-8"))
"""The forms that residue takes in every language: ``networks``, ``frames``, ``plugins``, ..."""


def pick(rng: Generator, items: Sequence[T]) -> T:
    """One of the items, each as likely."""
    return items[int(rng.integers(len(items)))]


def invented_name(rng: Generator, n_syllables: int = 2) -> str:
    """A word in Latin letters."""
    return "".join(pick(rng, FORMS["syllables"]) for _ in range(n_syllables))


def digits(rng: Generator, n: int) -> str:
    """A number of `n` digits, the first not 0."""
    return str(int(rng.integers(1, 10))) + "".join(str(int(rng.integers(10))) for _ in range(n - 1))


def email(rng: Generator) -> str:
    """An address of e-mail."""
    name = pick(rng, ("info", "redaktion", "news", "contact", invented_name(rng)))
    return f"{name}@{invented_name(rng, 3)}.{pick(rng, ('com', 'net', 'org'))}"
