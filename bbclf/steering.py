"""What decides between content and boilerplate: the model's thresholds, or what a user asks for in their place."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Real
from typing import Literal, Self, get_args

from bbclf.errors import InputError

__all__ = ["FAVORS", "Favor", "Steering", "read_threshold"]

Favor = Literal["precision", "recall"]
"""What counts more than the other: that only content is kept, or that all content is."""

FAVORS: tuple[Favor, ...] = get_args(Favor)


@dataclass(frozen=True, slots=True)
class Steering:
    """A user's wish; without one, the model's thresholds decide, and the rules for single pages (`bbclf.decision`).

    Attributes
    ----------
    threshold : float or None
        Lines are boilerplate from this probability on, 0 to 1, on every page: rules for single pages are off.
    favor : {"precision", "recall"} or None
        Use the model's thresholds of this name.

    Raises
    ------
    InputError
        The threshold is no number from 0 to 1, the favor is not one of the two, or both are given.
    """

    threshold: float | None = None
    favor: Favor | None = None

    def __post_init__(self) -> None:
        if self.threshold is not None:
            _check_threshold(self.threshold)
        if self.favor is not None and self.favor not in FAVORS:
            raise InputError(f"favor must be 'precision' or 'recall', got {self.favor!r}")
        if self.threshold is not None and self.favor is not None:
            raise InputError(f"threshold {self.threshold} and favor {self.favor!r} contradict each other: give one")

    @classmethod
    def read(cls, threshold: str | None, favor: Favor | None) -> Self:
        """A wish as a command line has it, where the threshold is text."""
        return cls(None if threshold is None else read_threshold(threshold), favor)

    def otherwise(self, default: Steering) -> Steering:
        """This wish, or the default where nothing is wished."""
        return default if self == Steering() else self

    def note(self) -> str | None:
        """What a command tells its user about the rules for single pages; None where they apply as always."""
        if self.threshold is None:
            return None
        return f"threshold {self.threshold:g} on every page: the model's rules for single pages are off"


def read_threshold(text: str, name: str = "threshold") -> float:
    """A threshold from a command line or a file of settings.

    Parameters
    ----------
    text : str
    name : str
        Of the option or the setting, for the message.

    Raises
    ------
    InputError
        It is no number from 0 to 1.
    """
    try:
        threshold = float(text)
    except ValueError:
        raise InputError(_expected(text, name)) from None
    _check_threshold(threshold, name)
    return threshold


def _check_threshold(threshold: object, name: str = "threshold") -> None:
    # A bool is a number to Python, but never what was meant; NaN fails the comparison.
    if isinstance(threshold, bool) or not isinstance(threshold, Real) or not 0 <= float(threshold) <= 1:
        raise InputError(_expected(threshold, name))


def _expected(given: object, name: str) -> str:
    return f"{name} must be a number from 0 to 1, got {given!r}"
