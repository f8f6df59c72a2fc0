"""What sites say to their visitors, by language and kind.

The lexicon of software's phrases is taken from permissively licensed translation catalogues and stays outside
the repository; the phrases of newsrooms, which no catalogue holds, are in ``training/residue/phrases.toml``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from bbclf.errors import InputError

__all__ = ["Phrase", "base_language", "cap_phrases", "lexicon_path", "read_lexicon", "read_newsroom_phrases"]

PATH_VARIABLE = "BBCLF_LEXICON"
BESIDE_REPOSITORY = Path(__file__).resolve().parents[3] / "shared" / "lexicon" / "boilerplate_phrases.jsonl.gz"
NEWSROOM_PHRASES = Path(__file__).parents[1] / "residue" / "phrases.toml"

CAP = 15
"""Phrases of one language, source and kind: otherwise five catalogues would supply 60% of a language."""

SAME_LANGUAGE = {"nb": "no", "nn": "no", "fil": "tl", "sh": "sr", "iw": "he", "in": "id"}

# The value of a placeholder joined to the next word, where the original has a tag between them.
_GLUED = re.compile(r"[a-z]News|News[a-z]|\w뉴스|뉴스[a-z]|Haberler[a-z]|[a-z]Haberler")


class Phrase(NamedTuple):
    """One thing that a site says.

    Attributes
    ----------
    lang : str
        Base language code, e.g. ``"zh"`` for both its scripts.
    kind : str
        ``"share"``, ``"comment"``, ``"consent"``, ...; approximate.
    source : str
        The catalogue that it comes from.
    text : str
    """

    lang: str
    kind: str
    source: str
    text: str


def base_language(code: str) -> str:
    """Language of a code without script and region, one code for each language: ``zh-Hans`` is ``zh``."""
    base = code.partition("-")[0].lower()
    return SAME_LANGUAGE.get(base, base)


def lexicon_path() -> Path:
    """The lexicon's file: ``$BBCLF_LEXICON``, else in ``shared/lexicon`` beside the repository."""
    given = os.environ.get(PATH_VARIABLE)
    return Path(given) if given else BESIDE_REPOSITORY


def read_lexicon(path: Path | None = None, without: Collection[str] = ()) -> list[Phrase]:
    """Read the lexicon.

    Parameters
    ----------
    path : Path, optional
        Default: :func:`lexicon_path`.
    without : collection of str
        Languages to leave out, to measure what is learnt without them.

    Returns
    -------
    list of Phrase

    Raises
    ------
    InputError
        There is no such file.
    """
    path = path if path is not None else lexicon_path()
    if not path.exists():
        raise InputError(f"no lexicon here: set {PATH_VARIABLE} to its file", path=str(path))
    left_out = {base_language(code) for code in without}
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = (json.loads(line) for line in file)
        phrases = [
            Phrase(base_language(record["lang"]), record["kind"], record["source"], record["text"])
            for record in records
        ]
    return [phrase for phrase in phrases if phrase.lang not in left_out and not _GLUED.search(phrase.text)]


def cap_phrases(phrases: Iterable[Phrase], cap: int = CAP) -> list[Phrase]:
    """At most `cap` phrases of one language, source and kind.

    Which ones is decided by a digest of their text: the first of a catalogue are all of one screen.
    """
    groups: dict[tuple[str, str, str], list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        groups[phrase.lang, phrase.source, phrase.kind].append(phrase)
    return [
        phrase
        for group in groups.values()
        for phrase in sorted(group, key=lambda phrase: hashlib.sha256(phrase.text.encode()).digest())[:cap]
    ]


def read_newsroom_phrases(without: Collection[str] = ()) -> Mapping[str, Mapping[str, list[str]]]:
    """Phrases of newsrooms by language, then by kind (``also``, ``source``, ``photo``, ``share``, ...)."""
    left_out = {base_language(code) for code in without}
    with NEWSROOM_PHRASES.open("rb") as file:
        phrases: dict[str, dict[str, list[str]]] = tomllib.load(file)
    return {lang: kinds for lang, kinds in phrases.items() if lang not in left_out}
