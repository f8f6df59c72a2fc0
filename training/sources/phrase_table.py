"""The lexicon as package data: ``python -m training.sources.phrase_table`` writes ``bbclf/lexicon/phrases.npz``.

A model is trained and used with the same table: when it has changed, the shipped model must be trained again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Sequence

from bbclf.errors import BbclfError
from bbclf.lexicon.packaged import PACKAGED
from bbclf.lexicon.phrases import KINDS, PhraseTable, phrase_table
from bbclf.npz import pack
from training.residue.templates import lookup_texts
from training.sources.lexicon import read_lexicon, read_newsroom_phrases

__all__ = ["read_phrase_table"]

KIND_IN_TABLE = {"copyright": "consent", "pagination": "navigation", "search": "navigation"}
"""Kinds of the lexicon that the table counts as another."""

NEWSROOM_KINDS = {
    "also": "related",
    "more": "related",
    "follow": "share",
    "share_title": "share",
    "policy": "comment",
    "cookie": "consent",
    "disclaimer": "consent",
    "paywall": "account",
    "contact": "other",
}
"""Kinds of newsroom phrases that the table has under another name."""

OTHER_NEWSROOM_KIND = "meta"
"""For kinds of newsroom phrases that the table does not have: sources, photos, tags, authors, counters, ads."""


def read_phrase_table(without: Collection[str] = ()) -> PhraseTable:
    """The phrases of sites' software and of newsrooms.

    Parameters
    ----------
    without : collection of str
        Languages to leave out, to measure what phrases give.

    Returns
    -------
    PhraseTable

    Raises
    ------
    InputError
        There is no lexicon.
    """
    phrases = [(phrase.text, KIND_IN_TABLE.get(phrase.kind, phrase.kind)) for phrase in read_lexicon(without=without)]
    for kinds in read_newsroom_phrases(without).values():
        for kind, texts in kinds.items():
            known = kind if kind in KINDS else NEWSROOM_KINDS.get(kind, OTHER_NEWSROOM_KIND)
            phrases += [(text, known) for phrase in texts for text in lookup_texts(phrase)]
    return phrase_table(phrases)


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    argparse.ArgumentParser(description="Write the packaged table of phrases.").parse_args(arguments)
    table = read_phrase_table()
    before = PACKAGED.read_bytes() if PACKAGED.exists() else b""
    PACKAGED.write_bytes(packed := pack(table.to_arrays()))
    change = "unchanged" if packed == before else "changed: train the shipped model again (make model)"
    print(f"{PACKAGED.name}: {len(table.keys):,} phrases, sha256 {table.digest[:16]}…, {change}")


if __name__ == "__main__":
    try:
        main()
    except BbclfError as error:
        sys.exit(f"error: {error}")
