"""The phrases of newsrooms: every language has the core, no phrase means two things, templates are looked up filled."""

from __future__ import annotations

import re

import pytest

from bbclf.lexicon.phrases import KINDS, match_phrases, phrase_table
from bbclf.tokens import read_chars, tokenise
from training.residue.filler import FORMS
from training.residue.relatives import RELATIVES
from training.residue.templates import lookup_texts
from training.sources.lexicon import read_newsroom_phrases
from training.sources.phrase_table import NEWSROOM_KINDS, OTHER_NEWSROOM_KIND

CORE = {
    *("also", "more", "related", "source", "photo", "share", "comment", "follow", "ad", "disclaimer", "contact"),
}
PHRASES = read_newsroom_phrases()


def test_there_are_many_languages() -> None:
    assert len(PHRASES) >= 75


@pytest.mark.parametrize("lang", PHRASES)
def test_every_language_has_the_core_kinds(lang: str) -> None:
    assert PHRASES[lang].keys() >= CORE
    assert len(PHRASES[lang]["also"]) >= 2


@pytest.mark.parametrize("lang", PHRASES)
def test_no_phrase_is_empty_or_a_single_sign(lang: str) -> None:
    for texts in PHRASES[lang].values():
        assert all(len(text) >= 2 and text == " ".join(text.split()) for text in texts)
        assert all(set(re.findall(r"\{.*?\}", text)) <= {"{n}", "{name}", "{network}"} for text in texts)


@pytest.mark.parametrize("lang", PHRASES)
def test_no_phrase_has_two_kinds_of_the_table(lang: str) -> None:
    kinds: dict[str, set[str]] = {}
    for kind, texts in PHRASES[lang].items():
        in_table = kind if kind in KINDS else NEWSROOM_KINDS.get(kind, OTHER_NEWSROOM_KIND)
        for text in texts:
            kinds.setdefault(" ".join(re.findall(r"\w+", text.casefold())), set()).add(in_table)
    assert {text for text, names in kinds.items() if len(names) > 1} == set()


@pytest.mark.parametrize(
    ("phrase", "texts"),
    [
        ("Read also:", ["Read also:"]),
        ("{n} min read", ["5 min read"]),
        ("View all posts by {name}", ["View all posts by"]),
        ("{name} is a reporter.", []),
        ("Follow {name} on Twitter", []),
        ("{name}", []),
    ],
)
def test_what_the_table_holds_of_a_phrase(phrase: str, texts: list[str]) -> None:
    assert lookup_texts(phrase) == texts


def test_titles_of_share_buttons_are_held_for_each_network() -> None:
    texts = lookup_texts("Click to share on {network}")
    assert texts == [f"Click to share on {network}" for network in FORMS["networks"]]


def test_numbers_of_templates_stand_for_any_number() -> None:
    table = phrase_table([(text, "meta") for text in lookup_texts("{n} min read")])
    chars = read_chars(["12 min read"])
    assert match_phrases(table, chars, tokenise(chars)).whole.tolist() == [KINDS.index("meta")]


def test_relatives_have_phrases_of_their_own() -> None:
    assert {code for codes in RELATIVES.values() for code in codes} <= PHRASES.keys()
    assert all(lang not in codes for lang, codes in RELATIVES.items())
