"""What a language's phrases give: with a model that knows a line of sharing by the table of phrases alone."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bbclf.model import Model
from bbclf.view import VIEWS
from tests.support.tiny_model import Unit, network, tiny_model
from training.compare.lexicon_evidence import (
    MAX_PHRASES,
    MIN_PHRASES,
    evidence_table,
    host_of,
    measure,
    read_hosts,
    sample_phrases,
)
from training.sources.lexicon import Phrase
from training.sources.phrase_table import read_phrase_table


def phrases(lang: str, n: int, word: str = "share") -> list[Phrase]:
    """Distinct phrases of letters: digits are all the same to the table."""
    names = [chr(ord("a") + i // 26) + chr(ord("a") + i % 26) for i in range(n)]
    return [Phrase(lang, "share", "invented", f"{word} {lang}\n{name}") for name in names]


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Phrase]:
    """A lexicon of Zulu and Tamil, of which half the Tamil phrases are Zulu too; all that there is."""
    zulu = phrases("zu", 60)
    tamil = [phrase._replace(lang="ta") for phrase in zulu[:30]] + phrases("ta", 30)
    path = tmp_path / "lexicon.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(phrase._asdict()) + "\n" for phrase in zulu + tamil)
    monkeypatch.setenv("BBCLF_LEXICON", str(path))
    return zulu + tamil


def sharing_model() -> Model:
    by_phrase = network({"phrase_share": 0.75}, Unit({"phrase_share": 1}, bias=0, out=4), bias=-2.0)
    model = tiny_model()
    lexical = replace(model.lexical, phrases=read_phrase_table())
    return replace(model, lexical=lexical, networks=dict.fromkeys(VIEWS, by_phrase))


def test_samples_are_distinct_lines_of_languages_with_enough_phrases() -> None:
    lexicon = [*phrases("ta", MIN_PHRASES - 1), *phrases("ta", 10), *phrases("zu", MAX_PHRASES + 50)]
    samples = sample_phrases(lexicon)
    assert list(samples) == ["zu"]
    assert len(set(samples["zu"])) == MAX_PHRASES
    assert all("\n" not in phrase for phrase in samples["zu"])
    assert samples["zu"][-1] > "share zu dv"  # drawn from all of them, not the first ones


def test_a_sample_does_not_depend_on_other_languages() -> None:
    zulu = phrases("zu", MAX_PHRASES + 50)
    assert sample_phrases(zulu)["zu"] == sample_phrases([*phrases("ta", 80), *zulu])["zu"]


@pytest.mark.parametrize(
    ("lang", "phrase", "host"),
    [
        ("tr", "Paylaş", "tr"),
        ("sw", "Shiriki", "es"),
        ("uk", "Поділитися", "ru"),
        ("ur", "شیئر کریں", "ar"),
        ("he", "שיתוף ותגובות Facebook", "ar"),
        ("ta", "பகிர்", "hi"),
        ("ja", "シェアする", "zh"),
        ("lo", "ແບ່ງປັນ", "th"),
        ("ka", "გაზიარება", "es"),
        ("xx", "***", "es"),
    ],
)
def test_phrases_are_put_on_a_page_of_their_script(lang: str, phrase: str, host: str) -> None:
    hosts = read_hosts()
    assert host_of(lang, [phrase], hosts) == host
    assert host in hosts


def test_hosts_are_content_alone() -> None:
    assert "banner=" not in read_hosts()["ar"]
    assert len(read_hosts()["ar"].split("\n")) >= 5


def test_only_the_phrases_that_no_other_language_has_are_missed(lexicon: Sequence[Phrase]) -> None:
    tamil, zulu = measure(sharing_model(), sample_phrases(lexicon))
    assert (tamil.lang, tamil.host, tamil.n_phrases) == ("ta", "es", 60)
    assert tamil.shares == {"leftover": (1.0, 0.5), "text": (1.0, 0.5)}
    assert zulu.shares == {"leftover": (1.0, 0.5), "text": (1.0, 0.5)}


def test_what_phrases_give_has_a_row_for_each_language_and_their_mean() -> None:
    rows = [
        {"lang": "ta", "host": "hi", "n_phrases": 60, "shares": {"leftover": [0.5, 0.25], "text": [1.0, 0.75]}},
        {"lang": "zu", "host": "es", "n_phrases": 100, "shares": {"leftover": [0.3, 0.15], "text": [0.8, 0.25]}},
    ]
    assert evidence_table(rows).splitlines() == [
        "| language | page | phrases | leftover, with | leftover, without | text, with | text, without |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
        "| mean of 2 |  |  | 40% | 20% | 90% | 50% |",
        "| ta | hi | 60 | 50% | 25% | 100% | 75% |",
        "| zu | es | 100 | 30% | 15% | 80% | 25% |",
    ]
