"""Phrases with places to fill: ``{n}`` a number, ``{name}`` an author, ``{network}`` a social network."""

from __future__ import annotations

from training.residue.filler import FORMS

__all__ = ["lookup_texts"]

NAME = "{name}"
NETWORK = "{network}"


def lookup_texts(phrase: str) -> list[str]:
    """What a table of phrases holds of one phrase.

    Parameters
    ----------
    phrase : str
        May have places to fill.

    Returns
    -------
    list of str
        One text for each network; any number stands for all, since the table does not tell numbers apart. Of a phrase
        that ends in a name, what stands before it; none of one with a name elsewhere, since no table knows names.
    """
    phrase = phrase.replace("{n}", "5")
    if phrase.endswith(NAME):
        phrase = phrase.removesuffix(NAME).rstrip()
    if not phrase or NAME in phrase:
        return []
    return [phrase.replace(NETWORK, network) for network in FORMS["networks"]] if NETWORK in phrase else [phrase]
