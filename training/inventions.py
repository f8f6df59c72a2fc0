"""Names, numbers and addresses that no site has, most likely, to fill residue with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from numpy.random import Generator

__all__ = ["digits", "email", "invented_name", "pick"]

T = TypeVar("T")

_SYLLABLES = """
    ba co di fu ga he jo ki la me ni po qu ra se ti vo wy xa ze tor lin mar pek
"""
SYLLABLES = tuple(_SYLLABLES.split())


def pick(rng: Generator, items: Sequence[T]) -> T:
    """One of the items, each as likely."""
    return items[int(rng.integers(len(items)))]


def invented_name(rng: Generator, n_syllables: int = 2) -> str:
    """A word in Latin letters."""
    return "".join(pick(rng, SYLLABLES) for _ in range(n_syllables))


def digits(rng: Generator, n: int) -> str:
    """A number of `n` digits, the first not 0."""
    return str(int(rng.integers(1, 10))) + "".join(str(int(rng.integers(10))) for _ in range(n - 1))


def email(rng: Generator) -> str:
    """An address of e-mail."""
    name = pick(rng, ("info", "redaktion", "news", "contact", invented_name(rng)))
    return f"{name}@{invented_name(rng, 3)}.{pick(rng, ('com', 'net', 'org'))}"
