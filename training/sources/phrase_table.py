"""The table of phrases: what sites' software and newsrooms say to visitors."""

from __future__ import annotations

from collections.abc import Collection

from bbclf.lexicon.phrases import KINDS, PhraseTable, phrase_table
from training.sources.lexicon import read_lexicon, read_newsroom_phrases

__all__ = ["read_phrase_table"]

KIND_IN_TABLE = {"copyright": "consent", "pagination": "navigation", "search": "navigation"}
"""Kinds of the lexicon that the table of phrases counts as another."""
NEWSROOM_KINDS = {"also": "related", "more": "related", "follow": "share", "cookie": "consent"}
"""Kinds of newsroom phrases; all others are ``meta``, or a kind of the table."""


def read_phrase_table(without: Collection[str] = ()) -> PhraseTable:
    """What sites' software and newsrooms say to visitors, languages in `without` left out."""
    phrases = [(phrase.text, KIND_IN_TABLE.get(phrase.kind, phrase.kind)) for phrase in read_lexicon(without=without)]
    for kinds in read_newsroom_phrases(without).values():
        for kind, texts in kinds.items():
            known = kind if kind in KINDS else NEWSROOM_KINDS.get(kind, "meta")
            phrases += [(text, known) for text in texts]
    return phrase_table(phrases)
