"""The table of phrases that comes with bbclf: package data, read without a model and without a feature schema.

``python -m training.sources.phrase_table`` writes it. All models share it: a model's manifest holds its digest.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bbclf.errors import ModelIntegrityError
from bbclf.lexicon.phrases import PhraseTable
from bbclf.npz import unpack

__all__ = ["PACKAGED", "packaged_phrases"]

PACKAGED = Path(__file__).with_name("phrases.npz")
"""Arrays of a :class:`PhraseTable`."""

MAX_BYTES = 50_000_000
"""Fifty times the present table."""


@cache
def packaged_phrases() -> PhraseTable:
    """The table that comes with this version of bbclf.

    Returns
    -------
    PhraseTable
        The same object each time.

    Raises
    ------
    ModelIntegrityError
        Its file is missing or damaged.
    """
    try:
        return PhraseTable.from_arrays(unpack(PACKAGED.read_bytes(), MAX_BYTES))
    except (OSError, ValueError) as error:
        raise ModelIntegrityError(f"{PACKAGED}: {error}: install bbclf again") from None
